import { createReplay, type Replay } from '@latchkey/replay';
import type { PublicEvent } from '@latchkey/seals';
import { unknown } from '../cli/audit-error';
import type { AuditIo } from '../cli/audit-io';
import type { LogSource } from '../sources/log-source';
import { scanLog } from '../sources/scan-log';

/** Where a replay is to stop and be looked at. `ms`: the last moment that counts. */
export interface Stop {
  readonly ms: number;
  /** `--at` and its like, for the sentence. */
  readonly option: string;
  /** A window may begin before the log does. */
  readonly mayPrecede?: boolean;
  readonly then?: (replay: Replay) => void;
}

/**
 * What was true at the last of the stops, which come in order; each is told what was true by then. The whole log is read even
 * so, for what is wrong behind a time would be wrong before it as well. Throws `AuditError` for a time before the log.
 */
export async function replayUntil(
  source: LogSource,
  io: AuditIo,
  stops: readonly Stop[],
  replay: Replay = createReplay(),
): Promise<Replay> {
  const waiting = [...stops];
  let first: PublicEvent | undefined;
  const passed = (stop: Stop): void => {
    if (replay.ordinal === 0 && stop.mayPrecede !== true) throw beforeTheLog(stop, first);
    stop.then?.(replay);
    waiting.shift();
  };
  for await (const events of scanLog(source, io)) {
    for (const event of events) {
      first ??= event;
      for (let [stop] = waiting; stop && !replay.isBy(event, stop.ms); [stop] = waiting) passed(stop);
      if (waiting.length > 0) replay.apply(event);
    }
  }
  for (let [stop] = waiting; stop; [stop] = waiting) passed(stop);
  return replay;
}

function beforeTheLog({ option }: Stop, first: PublicEvent | undefined) {
  if (!first) return unknown('the log is empty');
  return unknown(`${option} is before the log, which begins at ${String(first.metadata['time'])}`);
}
