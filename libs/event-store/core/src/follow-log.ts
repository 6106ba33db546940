import { UnknownPosition } from './errors';
import type { Delivery, EventStore, Position, RecordedEvent } from './event-store.port';
import { createOnceAMinute } from './once-a-minute';
import { pause } from './pause';
import { watchedIterator } from './watched-iterator';

/** Where a follower's checkpoint lives. */
export interface LogCheckpoint {
  /** Where to go on; undefined means from the beginning. Asked at the start and after every interruption. */
  load(): Promise<Position | undefined>;
  /** After `handle`, with its position. Leave it out when `handle` itself stores the position, in one transaction. */
  save?(position: Position): Promise<void>;
  /** The log is not the one this was derived from: forget everything derived, the checkpoint too. */
  reset(reason: string): Promise<void>;
}

export interface LogBatch {
  /** In log order; empty when there was only something that `streamPrefixes` leaves out. */
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been handed over, once this batch is handled. */
  readonly position: Position;
}

/** A moment on both clocks: a suspended machine stops the monotonic one, an administrator sets the other. */
export interface Moment {
  /** `performance.now()`. */
  readonly monotonicMs: number;
  /** `Date.now()`. */
  readonly wallMs: number;
}

export interface FollowStatus {
  /** `replaying` until the end of the log was reached for the first time, `following` since, `interrupted` while the log, the handler or the checkpoint fails. */
  readonly state: 'replaying' | 'following' | 'interrupted';
  /** Handled through here; undefined before anything was. */
  readonly position: Position | undefined;
  /** When the latest look at the log whose findings are all handled was asked for; while replaying it may have begun a page earlier. */
  readonly contact: Moment | undefined;
  /** When the latest look that reached the end of the log began: what is known is not older than this. */
  readonly caughtUp: Moment | undefined;
  /** Why it was interrupted. */
  readonly error?: unknown;
}

export interface FollowLogOptions {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly streamPrefixes: readonly string[];
  readonly checkpoint: LogCheckpoint;
  /**
   * Never called twice at once. When it rejects, the follower backs off and goes on from `checkpoint.load()`: an event
   * may come again, so apply it by version or in one transaction with the checkpoint.
   */
  handle(batch: LogBatch): Promise<void> | void;
  /** After every look at the log and every interruption. Must not throw. */
  onStatus?(status: FollowStatus): void;
  /** Told what failed, each reason at most once a minute, and why everything is rebuilt; a pino logger fits. */
  readonly log?: { warn(details: object, message: string): void };
  /** Pauses after interruptions, doubled each time, with jitter; default 50 to 1000 ms. */
  readonly backoffMs?: { readonly min: number; readonly max: number };
  /** A subscription that says nothing for this long counts as interrupted; default 10 s. */
  readonly silenceMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Follows the log for as long as the signal lets it, across outages and across a change of the log itself. Resolves
 * after the abort, once the batch at hand is handled.
 */
export async function followLog(options: FollowLogOptions): Promise<void> {
  const { min, max } = options.backoffMs ?? { min: 50, max: 1_000 };
  const follower = createFollower(options);
  let failures = 0;
  while (!options.signal.aborted) {
    try {
      await follower.run(() => (failures = 0));
    } catch (error) {
      if (options.signal.aborted) return;
      if (error instanceof UnknownPosition) follower.refused(error);
      else follower.interrupted(error);
    }
    const ceiling = Math.min(max, min * 2 ** Math.min(failures++, 20));
    await pause(ceiling * (0.5 + Math.random() / 2), options.signal);
  }
}

const INTERRUPTED = {
  log: 'the event log is out of reach; trying again',
  handler: 'the events cannot be handled; trying again',
  checkpoint: 'the checkpoint cannot be read or stored; trying again',
};

function createFollower(options: FollowLogOptions) {
  const { checkpoint, signal } = options;
  let status: FollowStatus = { state: 'replaying', position: undefined, contact: undefined, caughtUp: undefined };
  let ready = false;
  let refused: string | undefined;
  let failed: keyof typeof INTERRUPTED = 'log';
  const isNews = createOnceAMinute();

  /** What fails outside of these is the log. */
  const blaming = async <T>(who: typeof failed, work: () => Promise<T> | T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      failed = who;
      throw error;
    }
  };

  const report = (change: Omit<Partial<FollowStatus>, 'error'>, error?: unknown) => {
    const { error: _, ...before } = status;
    status = { ...before, ...change, ...(error === undefined ? {} : { error }) };
    options.onStatus?.(status);
  };

  const settle = async (
    events: readonly RecordedEvent[],
    delivery: Exclude<Delivery, { kind: 'event' }>,
    at: Moment,
  ) => {
    const { position } = delivery;
    if (events.length > 0 || position !== status.position) {
      await blaming('handler', () => options.handle({ events, position }));
      await blaming('checkpoint', () => checkpoint.save?.(position));
    }
    const caughtUp = delivery.kind === 'caught-up';
    ready ||= caughtUp;
    report({ state: ready ? 'following' : 'replaying', position, contact: at, ...(caughtUp ? { caughtUp: at } : {}) });
  };

  return {
    /** One subscription, from the checkpoint until it ends or fails. */
    async run(onContact: () => void): Promise<void> {
      failed = 'log';
      const reason = refused;
      if (reason !== undefined) await blaming('checkpoint', () => checkpoint.reset(reason));
      refused = undefined;
      const after = await blaming('checkpoint', () => checkpoint.load());
      report({ position: after, state: ready ? 'following' : 'replaying' });
      const subscription = new AbortController();
      const stop = () => subscription.abort();
      signal.addEventListener('abort', stop, { once: true });
      const source = options.store.subscribe({ streamPrefixes: options.streamPrefixes, after }, subscription.signal);
      const deliveries = watchedIterator(source[Symbol.asyncIterator](), options.silenceMs ?? 10_000, signal);
      try {
        let events: RecordedEvent[] = [];
        let lookBegan = moment();
        while (!signal.aborted) {
          const { done, value: delivery } = await deliveries.next();
          if (done) throw new Error('the subscription ended');
          if (delivery.kind === 'event') {
            events.push(delivery.event);
            continue;
          }
          await settle(events, delivery, lookBegan);
          onContact();
          events = [];
          lookBegan = moment();
        }
      } finally {
        signal.removeEventListener('abort', stop);
        stop();
        deliveries.stop();
      }
    },
    interrupted(error: unknown): void {
      if (isNews(`${failed}: ${String(error)}`)) options.log?.warn({ err: error }, INTERRUPTED[failed]);
      report({ state: 'interrupted' }, error);
    },
    refused(error: UnknownPosition): void {
      refused = `checkpoint refused: ${error.message}; rebuilding from the beginning of the log`;
      options.log?.warn({ err: error }, refused);
      ready = false;
      report({ state: 'interrupted', position: undefined, contact: undefined, caughtUp: undefined }, error);
    },
  };
}

function moment(): Moment {
  return { monotonicMs: performance.now(), wallMs: Date.now() };
}
