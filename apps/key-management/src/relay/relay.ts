import {
  type EventStore,
  followLog,
  type FollowStatus,
  type LogBatch,
  pause,
  type Position,
} from '@latchkey/event-store';
import { publishedStreamPrefixes, topics, UnpublishableEvent } from '@latchkey/key-events';
import { Fenced, lead, type Term } from '@latchkey/leadership';
import type { RelayStore } from './relay.store';
import { toRecords } from './to-records';
import type { Publisher } from './publisher.port';

export interface RelayStatus {
  readonly role: 'standby' | 'leader';
  /** When it took that role, by `performance.now()`. */
  readonly since: number;
  /** Of the leader. */
  readonly follow: FollowStatus | undefined;
  /** Why nothing is published; undefined: it is, or another relay does it. */
  readonly error: Error | undefined;
}

export interface Relay {
  /** Resolves after the abort. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  status(): RelayStatus;
}

export interface RelayOptions {
  readonly events: Pick<EventStore, 'subscribe'>;
  readonly store: RelayStore;
  readonly publisher: Publisher;
  readonly log: { info(message: string): void; warn(details: object, message: string): void };
  readonly onPublished?: (events: number) => void;
  readonly leaseMs?: number;
}

const BACKOFF_MS = { min: 100, max: 5_000 };
const SAYS = {
  leads: 'this relay publishes',
  overtaken: 'this relay publishes no more: another has taken over, or may have',
  unknown: 'whether to relay cannot be found out; trying again',
};

/**
 * One loop from the log to Kafka: a page of events, their records, sent and acknowledged, then the checkpoint. At least once: whatever
 * ends in between, the page comes again, in the same order.
 */
export const createRelay = (options: RelayOptions): Relay => {
  const { store, publisher, log } = options;
  const began = (role: RelayStatus['role']): RelayStatus => ({
    role,
    since: performance.now(),
    follow: undefined,
    error: undefined,
  });
  let status = began('standby');

  /** Kafka is looked at first: what is wrong with the settings is told before there is anything to publish. */
  const untilUsable = async (signal: AbortSignal): Promise<void> => {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await unlessAborted(publisher.check(Object.values(topics)), signal);
        status = { ...status, error: undefined };
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (String(error) !== String(status.error)) log.warn({ err: error }, 'Kafka cannot be used; trying again');
        status = { ...status, error: asError(error) };
        await pause(Math.min(BACKOFF_MS.max, BACKOFF_MS.min * 2 ** failures), signal);
      }
    }
  };

  const publish = async (fence: number, { signal, end }: Term): Promise<void> => {
    let checkpoint: Position | undefined;
    const fenced = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        if (error instanceof Fenced) end();
        throw error;
      }
    };
    const moveTo = async (position: Position | undefined): Promise<void> => {
      await fenced(store.save(fence, checkpoint, position));
      checkpoint = position;
    };
    const handle = async ({ events, position }: LogBatch): Promise<void> => {
      const { records, through, held } = toRecords(events);
      if (records.length > 0) await unlessAborted(publisher.send(records), signal);
      options.onPublished?.(records.length);
      // What was sent before the event that holds us is not sent again with each look at that event.
      const reached = held ? through : position;
      if (reached !== undefined) await moveTo(reached);
      if (held) throw held;
    };
    await untilUsable(signal);
    await followLog({
      store: options.events,
      streamPrefixes: publishedStreamPrefixes,
      checkpoint: {
        load: async () => (checkpoint = await fenced(store.load(fence))),
        reset: async (reason) => {
          log.warn({ checkpoint }, `relay: ${reason}`);
          await moveTo(undefined);
        },
      },
      handle,
      onStatus: (follow) => {
        // That it tries again does not mean that it works again: only what is handled does.
        const handled = follow.contact !== status.follow?.contact;
        const error = follow.state === 'interrupted' ? asError(follow.error) : handled ? undefined : status.error;
        status = { ...status, follow, error };
      },
      log,
      backoffMs: BACKOFF_MS,
      signal,
    });
  };

  return {
    status: () => status,
    run: (signal) =>
      lead({
        lease: store,
        says: SAYS,
        log,
        signal,
        ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
        onRole: (role) => {
          if (role !== status.role) status = began(role);
        },
        work: publish,
      }),
  };
};

/** Whether it waits for somebody to change what is in the log, or what may be published. */
export const isHeld = ({ error }: RelayStatus): boolean => error instanceof UnpublishableEvent;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const unlessAborted = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new Error('aborted'));
  signal.addEventListener('abort', onAbort, { once: true });
  work.catch(() => undefined);
  try {
    if (signal.aborted) throw new Error('aborted');
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};
