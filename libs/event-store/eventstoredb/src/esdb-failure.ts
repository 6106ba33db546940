/**
 * Why the server gave no answer that can be used.
 * - `not-sent`: there was no connection, so nothing has reached it;
 * - `refused`: it refused the caller, or so large an append: nothing was done;
 * - `conflict`: the stream is not at the expected revision, or the ids do not fit what is there;
 * - `lost`: anything else; whether it did what it was asked is not known.
 */
export type EsdbFailureKind = 'not-sent' | 'refused' | 'conflict' | 'lost';

/** `message` is safe to show. */
export class EsdbFailure extends Error {
  override readonly name = 'EsdbFailure';
  constructor(
    readonly kind: EsdbFailureKind,
    message: string,
    options?: ErrorOptions,
    /** Of a conflict, where the server says that the stream is. */
    readonly current?: number | undefined,
  ) {
    super(message, options);
  }
}
