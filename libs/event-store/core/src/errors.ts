import type { ExpectedVersion } from './event-store.port';

/** The stream is not at the expected version; `current` is where it is. Nothing was stored. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedVersion,
    readonly current: ExpectedVersion,
  ) {
    super(`stream ${stream} is at ${current}, not at ${expected}`);
  }
}

/** An event id is already stored with other bytes, another stream or another type. Nothing was stored. */
export class IdMismatch extends Error {
  override readonly name = 'IdMismatch';
  constructor(readonly eventId: string) {
    super(`event ${eventId} is already stored and is not the same event`);
  }
}

/** The store did not say whether the append happened. Repeat it with the same ids and the same expected version. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** The store cannot be reached or refused to work; nothing was stored. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A position that is malformed, of another log, or beyond the head. What was derived from it must be rebuilt. */
export class UnknownPosition extends Error {
  override readonly name = 'UnknownPosition';
}

/** An append that no store takes: a bad name or id, no or too many events, bytes beyond the limit. Nothing was stored. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}
