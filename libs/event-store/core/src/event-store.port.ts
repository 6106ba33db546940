/** A place in one log: `<log id>:<fixed-width digits>`. Opaque: only the adapter that made it may compare it. */
export type Position = string & { readonly __brand: 'Position' };

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [member: string]: JsonValue };
export type JsonObject = { readonly [member: string]: JsonValue };

/** An event before it is stored. `id` is a UUID, derived from the command's, so that a retry carries the same one. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** A stored event. `version` counts from 0 within the stream; the bytes are the canonical JSON (RFC 8785) as stored. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  readonly version: number;
  readonly position: Position;
  readonly dataBytes: Uint8Array;
  readonly metadataBytes: Uint8Array;
}

/**
 * What a subscription hands over, in order. `progress`: everything up to `position` has been looked at, so a checkpoint
 * may move there. `caught-up`: the same, and it was all that was in the log when it was looked at. Each look at the log ends
 * with exactly one of the two. One that ends with `caught-up` began when the consumer asked, so a subscriber knows how old
 * its knowledge is, and gets one after every look once it has caught up, also when there was nothing new; one that ends with
 * `progress` may have begun while what was handed over before was handled.
 */
export type Delivery =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'progress'; readonly position: Position }
  | { readonly kind: 'caught-up'; readonly position: Position };

export type ExpectedVersion = number | 'no-stream';

export interface AppendResult {
  /** Position and version of the last event of the append. */
  readonly position: Position;
  readonly version: number;
}

export interface SubscribeOptions {
  /** Streams whose name begins with one of these; empty means every stream. */
  readonly streamPrefixes: readonly string[];
  /** Only what comes after it; absent means from the beginning. */
  readonly after?: Position | undefined;
}

/** Errors: `StoreConflict`, `IdMismatch`, `InvalidAppend`, `UnknownOutcome`, `StoreUnavailable`, `UnknownPosition` (see errors.ts). */
export interface EventStore {
  /**
   * Appends all events or none, at the end of `stream`. Repeating an append whose events are already stored answers the
   * first result. EventStoreDB knows ids by stream: in another stream it takes an id again. Rejects with `StoreConflict` (another version), `IdMismatch` (an id is known with other bytes, stream
   * or type), `InvalidAppend`, `StoreUnavailable` (nothing was stored) or `UnknownOutcome` (it may have been: repeat with
   * the same ids).
   */
  append(stream: string, expected: ExpectedVersion, events: readonly NewEvent[]): Promise<AppendResult>;
  /** The events of one stream in order, from version `from` (default 0). A stream that does not exist is empty. */
  read(stream: string, from?: number): AsyncIterable<RecordedEvent>;
  /** Pulled: the next delivery is made when the consumer asks. Ends when `signal` aborts; throws when the store is away. */
  subscribe(options: SubscribeOptions, signal: AbortSignal): AsyncIterable<Delivery>;
  /** The end of the log as of the call; of an empty log, the position before its first event. */
  head(): Promise<Position>;
  /** Negative, zero or positive as for a sort. Throws `UnknownPosition` when one is malformed or of another log. */
  compare(a: Position, b: Position): number;
}
