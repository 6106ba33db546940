import type { PreparedAppend } from '@latchkey/event-store';
import {
  AccessDeniedError,
  type AppendExpectedRevision,
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  InvalidTransactionError,
  jsonEvent,
  type JSONType,
  MaxAppendSizeExceededError,
  NO_STREAM,
  type ResolvedEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  type StreamingRead,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { EsdbAddress } from './connection-string';
import { EsdbFailure } from './esdb-failure';
import { comparePoints, type LogPoint } from './esdb-position';

/** An event as the server has it; whose it is, and whether its data is what it should be, is for others to say. */
export interface EsdbRecord {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly point: LogPoint;
}

/** Every call rejects with `EsdbFailure` only, and at the latest after `timeoutMs`, whatever the client does. */
export interface EsdbConnection {
  append(append: PreparedAppend, timeoutMs: number): Promise<void>;
  /** At most `count` records from a version on, or the last one; undefined when there is no such stream. */
  readStream(stream: string, from: number | 'last', count: number, timeoutMs: number): Promise<Records | undefined>;
  /** At most `count` records from a point on, that point's own included. */
  readAll(from: LogPoint | 'start', count: number, timeoutMs: number): Promise<Records>;
  /** At most `count` records before a point, the last one first. */
  readAllBackwards(before: LogPoint | 'end', count: number, timeoutMs: number): Promise<Records>;
  /** Ends everything that is under way. */
  close(): Promise<void>;
}

type Records = readonly EsdbRecord[];

/** Given with each call: the client then makes a call of its own for each append, and none that all of a process share. */
const NOBODY = { username: 'nobody', password: 'none' };
/** What a server before 22.6 says of a record's position when a stream is read. */
const NO_POSITION = 2n ** 64n - 1n;
const LEAST_LIFE_MS = 200;

/** The one home of `@eventstore/db-client`. Connects when it is first used. */
export function createEsdbConnection(address: EsdbAddress): EsdbConnection {
  const lanes = { appends: createLane(address, 0), reads: createLane(address, 1) };
  // A follower of a cluster may lag behind: who was told that an event is stored must find it.
  const leader = { credentials: address.credentials ?? NOBODY, requiresLeader: true };

  const read = <T extends ResolvedEvent>(open: (client: Client) => StreamingRead<T>, timeoutMs: number) =>
    lanes.reads.call(async (client) => (await collect(open(client), timeoutMs)).map(recordOf));

  return {
    async append({ stream, expected, events }, timeoutMs) {
      // Parsed from their canonical bytes: nothing can throw inside the client, where it would leave a promise pending.
      const data = events.map(({ id, type, dataBytes, metadataBytes }) =>
        jsonEvent({ id, type, data: parse(dataBytes), metadata: Uint8Array.from(metadataBytes) }),
      );
      const expectedRevision: AppendExpectedRevision = expected === 'no-stream' ? NO_STREAM : BigInt(expected);
      const options = { expectedRevision, deadline: timeoutMs, ...leader };
      await lanes.appends.call((client) => withinTime(client.appendToStream(stream, data, options), timeoutMs));
    },
    async readStream(stream, from, count, timeoutMs) {
      const direction = from === 'last' ? BACKWARDS : FORWARDS;
      const fromRevision = from === 'last' ? END : BigInt(from);
      const options = { direction, fromRevision, maxCount: count, ...leader } as const;
      try {
        return await read((client) => client.readStream(stream, options), timeoutMs);
      } catch (error) {
        if (error instanceof EsdbFailure && error.cause instanceof StreamNotFoundError) return undefined;
        throw error;
      }
    },
    readAll(from, count, timeoutMs) {
      const fromPosition = from === 'start' ? START : from;
      const options = { direction: FORWARDS, fromPosition, maxCount: count, ...leader } as const;
      return read((client) => client.readAll(options), timeoutMs);
    },
    async readAllBackwards(before, count, timeoutMs) {
      const fromPosition = before === 'end' ? END : before;
      const options = { direction: BACKWARDS, fromPosition, maxCount: count, ...leader } as const;
      const records = await read((client) => client.readAll(options), timeoutMs);
      return before === 'end' ? records : records.filter(({ point }) => comparePoints(point, before) < 0);
    },
    async close() {
      await Promise.all([lanes.appends.close(), lanes.reads.close()]);
    },
  };
}

/**
 * The client of one kind of call. Appends and reads have one each, because the client closes the channel under all its calls
 * when one of them is cut off. After a failure a new client takes over, with a connection of its own: one that is dead
 * without saying so would be kept until its keep-alive is missed, which takes twenty seconds.
 */
function createLane(address: EsdbAddress, offset: number) {
  let generation = 0;
  let madeAt = performance.now();
  // gRPC lets channels of equal options share one connection: a millisecond more of patience makes it another one.
  const make = () => new Client(address, 10_000 + offset + 2 * (generation++ % 1_000));
  let client: Client | undefined;

  return {
    async call<T>(work: (client: Client) => Promise<T>): Promise<T> {
      client ??= make();
      const used = client;
      try {
        return await work(used);
      } catch (error) {
        const failure = failureOf(error);
        const broken = failure.kind === 'lost' || failure.kind === 'not-sent';
        if (broken && client === used && performance.now() - madeAt > LEAST_LIFE_MS) {
          client = undefined;
          madeAt = performance.now();
          void used.close();
        }
        throw failure;
      }
    },
    async close() {
      await client?.close();
      await client?.dispose();
    },
  };
}

/** A subclass only because the client has no way to close its channel, and a hole in the way it opens the next one. */
class Client extends EventStoreDBClient {
  /** `getChannel` would open one. */
  private opened: ReturnType<EventStoreDBClient['getChannel']> | undefined;

  constructor({ hosts, discover, options, tls, tlsCa, credentials }: EsdbAddress, keepAliveTimeout: number) {
    const settings = { keepAliveTimeout, ...options, throwOnAppendFailure: true };
    const channel = {
      insecure: !tls,
      ...(tlsCa === undefined ? {} : { rootCertificate: tlsCa }),
    };
    const [first = { address: 'localhost', port: 2113 }] = hosts;
    // Of several names the client would ask but the first one.
    if (hosts.length > 1) super({ ...settings, endpoints: [...hosts] }, channel, credentials);
    else if (discover) super({ ...settings, discover: first }, channel, credentials);
    else super({ ...settings, endpoint: first }, channel, credentials);
    // It is not awaited where it is called, and rejects when no node can be found: that would end the process.
    const { handleError, getChannel } = this;
    this.getChannel = () => (this.opened = getChannel());
    this.handleError = (grpcClient, error) => handleError(grpcClient, error).catch(() => undefined);
  }

  async close(): Promise<void> {
    const channel = await this.opened?.catch(() => undefined);
    channel?.close();
  }
}

/** Undone calls of the client can stay undone for ever. */
function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(silence()), timeoutMs);
  work.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}

function collect<T>(stream: StreamingRead<T>, timeoutMs: number): Promise<T[]> {
  const { promise, resolve, reject } = Promise.withResolvers<T[]>();
  const events: T[] = [];
  const timer = setTimeout(() => {
    reject(silence());
    stream.cancel().catch(() => undefined);
  }, timeoutMs);
  stream.on('data', (event: T) => void events.push(event));
  stream.on('end', () => resolve(events));
  stream.on('error', reject);
  return promise.finally(() => clearTimeout(timer));
}

const silence = () => new EsdbFailure('lost', 'the event store did not answer in time');

function recordOf({ event }: ResolvedEvent): EsdbRecord {
  if (!event) throw new EsdbFailure('lost', 'the event store answered with an event that is not there');
  const { streamId, revision, id, type, data, metadata, position } = event;
  if (!position || position.commit === NO_POSITION) {
    throw new EsdbFailure(
      'refused',
      'the event store is too old: it must be EventStoreDB 23.10 or later, or KurrentDB',
    );
  }
  return { stream: streamId, version: Number(revision), id, type, data, metadata, point: position };
}

/** What gRPC says when it had no connection to send anything on. */
const NOT_SENT = /No connection established|Name resolution failed|Channel has been shut down|Failed to discover/;

function failureOf(error: unknown): EsdbFailure {
  if (error instanceof EsdbFailure) return error;
  const failure = (kind: EsdbFailure['kind'], message: string) => new EsdbFailure(kind, message, { cause: error });
  if (error instanceof WrongExpectedVersionError) {
    const { actualVersion } = error;
    const current = typeof actualVersion === 'bigint' ? Number(actualVersion) : undefined;
    return new EsdbFailure('conflict', 'the stream is not at the expected version', { cause: error }, current);
  }
  if (error instanceof InvalidTransactionError) return failure('conflict', 'the ids do not fit those in the stream');
  if (error instanceof AccessDeniedError || isPermissionDenied(error)) {
    return failure('refused', 'the event store refuses the user or the password in EVENT_STORE_URL');
  }
  if (error instanceof StreamDeletedError) return failure('refused', 'the stream was deleted from the event store');
  if (error instanceof MaxAppendSizeExceededError) {
    const most = `the event store takes at most ${error.maxAppendSize} bytes in one append`;
    return failure('refused', `${most}, its MaxAppendSize has to be 1 MiB at least`);
  }
  const message = error instanceof Error ? error.message : '';
  if (NOT_SENT.test(message)) {
    return failure('not-sent', `the event store that EVENT_STORE_URL names cannot be reached${reasonIn(message)}`);
  }
  const cut = error instanceof UnavailableError;
  return failure('lost', cut ? 'the connection to the event store was lost' : 'the event store failed');
}

function isPermissionDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 7 || error.code === 16);
}

/** A certificate that is not trusted, a name that is not known: the operator needs to hear it. */
function reasonIn(message: string): string {
  const [, reason] = /Last error: (?:Error: )?(.{1,200}?)(?:\. Resolution note:|$)/.exec(message) ?? [];
  return reason === undefined ? '' : ` (${reason.trim()})`;
}

/** Bytes that `prepareAppend` made, of an object. */
function parse(bytes: Uint8Array): { [member: string]: JSONType } {
  return JSON.parse(Buffer.from(bytes).toString()) as { [member: string]: JSONType };
}
