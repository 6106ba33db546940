import { type EventStore, followLog, type FollowStatus, type LogBatch, type Position } from '@latchkey/event-store';
import { foldBatch } from './fold-batch';
import type { Advance, ReadModelStore } from './read-model.store';

/** Keeps the read model up with the log. Any number of replicas may run one; each batch is applied by one of them. */
export interface Projector {
  /** Resolves after the abort, once the batch at hand is applied. */
  run(signal: AbortSignal): Promise<void>;
  /** Whether the read model has applied `position`, by now or within the time. */
  reached(position: Position, withinMs: number): Promise<boolean>;
  status(): FollowStatus | undefined;
}

export interface ProjectorOptions {
  readonly store: Pick<EventStore, 'subscribe' | 'compare'>;
  readonly readModel: ReadModelStore;
  readonly log: { warn(details: object, message: string): void };
  /** The log has become another one. */
  readonly onReset?: () => void;
}

export const createProjector = ({ store, readModel, log, onReset }: ProjectorOptions): Projector => {
  let status: FollowStatus | undefined;
  let loaded: Position | undefined;
  /** Where the batch at hand connects to what was handled before. */
  let batchBegins: Position | undefined;
  const waiting = new Set<() => void>();

  const handle = async (batch: LogBatch): Promise<void> => {
    await readModel.advance((checkpoint) => advanceOf(batch, checkpoint));
    batchBegins = batch.position;
  };

  // `compare` throws for a checkpoint of another log: `followLog` then resets.
  const advanceOf = ({ events, position }: LogBatch, checkpoint: Position | undefined): Advance | undefined => {
    const begins = checkpoint === undefined ? batchBegins === undefined : isAtOrAfter(checkpoint, batchBegins);
    // Somebody has begun anew: what lies between is not applied. `followLog` goes on from the checkpoint.
    if (!begins) throw new Error('the checkpoint was moved back');
    if (checkpoint === undefined) return { changes: foldBatch(events), position };
    if (store.compare(position, checkpoint) <= 0) return undefined;
    const fresh = events.filter((event) => store.compare(event.position, checkpoint) > 0);
    return { changes: foldBatch(fresh), position };
  };

  const isAtOrAfter = (checkpoint: Position, begin: Position | undefined): boolean =>
    begin === undefined || store.compare(checkpoint, begin) >= 0;

  const hasReached = (position: Position): boolean =>
    status?.position !== undefined && sameLogAndNotBefore(store, status.position, position);

  return {
    run: (signal) =>
      followLog({
        store,
        streamPrefixes: ['account-', 'apikey-'],
        checkpoint: {
          load: async () => (batchBegins = loaded = await readModel.checkpoint()),
          reset: async (reason) => {
            log.warn({ checkpoint: loaded }, `read model: ${reason}`);
            onReset?.();
            // If it fails the checkpoint stays, is refused once more, and leads here again.
            await readModel
              .reset(loaded)
              .catch((error: unknown) => log.warn({ err: error }, 'cannot reset the read model'));
          },
        },
        handle,
        onStatus: (next) => {
          status = next;
          waiting.forEach((look) => look());
        },
        log,
        signal,
      }),
    reached: (position, withinMs) =>
      new Promise((resolve) => {
        const settle = (result: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(result);
        };
        const look = () => {
          if (hasReached(position)) settle(true);
        };
        const timer = setTimeout(() => settle(false), withinMs);
        waiting.add(look);
        look();
      }),
    status: () => status,
  };
};

const sameLogAndNotBefore = (store: Pick<EventStore, 'compare'>, applied: Position, wanted: Position): boolean => {
  try {
    return store.compare(applied, wanted) >= 0;
  } catch {
    // Positions of two logs: the read model is about to be rebuilt.
    return false;
  }
};
