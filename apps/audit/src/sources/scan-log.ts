import { BadLine, HASH_BYTES, leafHash, parsePublicLine, type PublicEvent, sameHash } from '@latchkey/seals';
import { notDone } from '../cli/audit-error';
import type { AuditIo } from '../cli/audit-io';
import { createProgress } from '../output/progress';
import type { Batch, Fault, LogSource } from './log-source';

/**
 * Every event of the log in its order, some at a time, with a progress bar. An export that is torn or edited is refused with
 * the place, a live log with a gap too: an answer from half a log would be worth nothing.
 */
export async function* scanLog(source: LogSource, io: AuditIo): AsyncGenerator<readonly PublicEvent[]> {
  const { total } = await source.identity();
  const progress = createProgress(io.err, 'reading the log', total);
  let count = 0;
  try {
    for await (const batch of source.batches(refuse)) {
      if (source.kind === 'export') requireStated(batch);
      const events = batch.entries.map((entry, index) => {
        if (entry.ordinal !== count + index + 1) throw gap(count + index + 1);
        return parsed(entry.line, entry.ordinal, batch);
      });
      count += events.length;
      progress.at(count);
      if (events.length > 0) yield events;
    }
  } finally {
    progress.end();
  }
}

const refuse = (fault: Fault): never => {
  throw notDone(`the export is ${fault.kind}: ${fault.message}`);
};

/** The hash beside each event is of that event. */
function requireStated({ entries, stated, place }: Batch): void {
  if (!stated) return;
  entries.forEach(({ line, ordinal }, index) => {
    const hash = stated.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    if (sameHash(leafHash(line), hash)) return;
    const where = place ? ` (${place.file}, line ${place.line + index})` : '';
    refuse({ kind: 'edited', message: `event ${ordinal}${where} is not the one whose hash is beside it`, ordinal });
  });
}

function parsed(line: Uint8Array, ordinal: number, { place }: Batch): PublicEvent {
  let event: PublicEvent;
  try {
    event = parsePublicLine(line);
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    throw notDone(
      `event ${ordinal} cannot be read: ${error.message}${place ? ` (${place.file})` : ''}; audit verify says more`,
    );
  }
  if (event.ordinal !== ordinal) throw gap(ordinal);
  return event;
}

const gap = (ordinal: number) => notDone(`event ${ordinal} is missing from the log; audit verify says more`);
