import { effectiveTime, isoTime, timeOf } from '@latchkey/replay';
import type { PublicEvent } from '@latchkey/seals';
import type { AuditIo } from '../cli/audit-io';
import type { LogSource } from '../sources/log-source';
import { scanLog } from '../sources/scan-log';

/** An event and the time at which it counts. */
export interface TimedEvent {
  readonly event: PublicEvent;
  /** Milliseconds; of an event without a time that of the one before. */
  readonly effectiveMs: number;
}

/** Every event with its effective time. Answers the effective times of the first and the last; null for an empty log. */
export async function walkLog(
  source: LogSource,
  io: AuditIo,
  visit: (event: TimedEvent) => void,
): Promise<{ readonly firstMs: number; readonly lastMs: number } | null> {
  let firstMs: number | null = null;
  let lastMs: number | null = null;
  for await (const events of scanLog(source, io)) {
    for (const event of events) {
      lastMs = effectiveTime(lastMs, timeOf(event.metadata) ?? lastMs ?? 0);
      firstMs ??= lastMs;
      visit({ event, effectiveMs: lastMs });
    }
  }
  return firstMs === null || lastMs === null ? null : { firstMs, lastMs };
}

export { isoTime };
