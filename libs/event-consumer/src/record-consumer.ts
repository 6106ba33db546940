import { pause } from '@latchkey/event-store';
import type { ConsumedRecord } from '@latchkey/kafka';
import { ConsumerStopped } from './consumer-stopped';
import { divertRecord, HandlerFailed, type Outcome, type ProcessOptions, processRecord } from './process-record';

export interface RecordConsumerOptions<Transaction> extends ProcessOptions<Transaction> {
  /** How often a handler is tried before its event becomes a dead letter; default 5. */
  readonly attempts?: number;
  /** Pauses between attempts, doubled each time, with jitter; default 100 ms to 2 s. */
  readonly backoffMs?: { readonly min: number; readonly max: number };
  /**
   * Whether what a handler threw says that something it needs is away. That is waited for, however long it takes: an
   * outage must not turn every event into a dead letter.
   */
  isOutage?(error: unknown): boolean;
  /** After each record. Must not throw. */
  onRecord?(outcome: Outcome, record: ConsumedRecord): void;
  /** After each attempt that failed. Must not throw. */
  onFailure?(error: unknown, record: ConsumedRecord): void;
  readonly signal: AbortSignal;
}

/** Thrown when the signal ends the waiting for something: the record has to come again. */
export class ConsumerAborted extends Error {
  override readonly name = 'ConsumerAborted';
}

/**
 * Processes records one after the other: resolves when the record is done with, so that its offset may be committed.
 * Rejects with `ConsumerStopped` (a gap, or what cannot be read) or `ConsumerAborted`; everything else is tried again.
 * For each partition in the order of its records; several partitions at once are no trouble.
 */
export function createRecordConsumer<Transaction>(options: RecordConsumerOptions<Transaction>) {
  const { attempts = 5, backoffMs = { min: 100, max: 2_000 }, signal } = options;
  /** `heartbeat`: between attempts; a rejection ends them. */
  return async (record: ConsumedRecord, heartbeat: () => Promise<void> = async () => {}): Promise<void> => {
    let failures = 0;
    let handlerFailures = 0;
    for (;;) {
      if (signal.aborted) throw new ConsumerAborted('stopped before the record was done with');
      try {
        const exhausted = handlerFailures >= attempts;
        const outcome = await (exhausted
          ? divertRecord(record, 'handler_failed', options)
          : processRecord(record, options));
        options.onRecord?.(outcome, record);
        return;
      } catch (error) {
        if (error instanceof ConsumerStopped) throw error;
        const byHandler = error instanceof HandlerFailed;
        const cause = byHandler ? error.cause : error;
        options.onFailure?.(cause, record);
        if (byHandler && !options.isOutage?.(cause)) handlerFailures += 1;
        const ceiling = Math.min(backoffMs.max, backoffMs.min * 2 ** Math.min(failures++, 20));
        if (handlerFailures < attempts || !byHandler) await pause(ceiling * (0.5 + Math.random() / 2), signal);
        await heartbeat();
      }
    }
  };
}
