import {
  type EventStore,
  type Position,
  type RecordedEvent,
  StoreConflict,
  UnknownPosition,
} from '@latchkey/event-store';
import { EventsError } from './events-error';
import { hashLog, type LogHash } from './hash-log';
import { patiently } from './patiently';
import { readLog } from './read-log';
import { runsOf } from './runs-of';

export interface CopyOptions {
  readonly from: EventStore;
  /** Empty, or what is left of a copy of the same log that was interrupted. */
  readonly to: EventStore;
  readonly onProgress?: (phase: 'found' | 'copied' | 'compared', events: number) => void;
}

export interface Copied extends LogHash {
  /** Events that were there from an earlier run. */
  readonly found: number;
}

/**
 * Copies every event, one append after the other, so that the order of the log stays what it was, with its stream, version,
 * id, type and bytes. Reads both logs from the beginning afterwards and compares them. Throws `EventsError` when the source
 * moves, or the target holds anything else; what was copied by then stays, and the next run goes on behind it.
 */
export async function copyLog({ from, to, onProgress }: CopyOptions): Promise<Copied> {
  const frozenAt = await patiently(() => from.head());
  requireTwoLogs(from, frozenAt, await patiently(() => to.head()));
  const { found, rest } = await skipWhatIsThere(from, to, onProgress);
  let copied = 0;
  for await (const run of runsOf(rest)) {
    await appendRun(to, run);
    copied += run.length;
    onProgress?.('copied', copied);
  }
  const source = await hashLog(from, (events) => onProgress?.('compared', events));
  if ((await patiently(() => from.head())) !== frozenAt) {
    throw new EventsError(
      'the source has grown meanwhile: stop everything that writes to it, then run this again; it goes on where it was',
    );
  }
  const target = await hashLog(to, (events) => onProgress?.('compared', events));
  if (source.events !== target.events || source.sha256 !== target.sha256) {
    throw new EventsError(
      `the two logs are not the same: ${source.events} events (${source.sha256}) and ${target.events} events (${target.sha256})`,
    );
  }
  return { ...target, found };
}

/** Positions of one log can be compared, those of two cannot. */
function requireTwoLogs(from: EventStore, fromHead: Position, toHead: Position): void {
  try {
    from.compare(fromHead, toHead);
  } catch (error) {
    if (error instanceof UnknownPosition) return;
    throw error;
  }
  throw new EventsError('--from and --to name the same log');
}

async function skipWhatIsThere(from: EventStore, to: EventStore, onProgress: CopyOptions['onProgress']) {
  const rest = readLog(from);
  let found = 0;
  for await (const there of readLog(to)) {
    const { value: event } = await rest.next();
    if (!event || !sameEvent(event, there)) {
      throw new EventsError(
        `the target must be empty, or what is left of an earlier copy: its event ${found + 1} is not the source’s`,
      );
    }
    found++;
    onProgress?.('found', found);
  }
  return { found, rest };
}

async function appendRun(to: EventStore, run: readonly RecordedEvent[]): Promise<void> {
  const [first] = run;
  if (!first) return;
  const expected = first.version === 0 ? 'no-stream' : first.version - 1;
  const events = run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  try {
    // Harmless to repeat: the ids and the expected version are the same.
    await patiently(() => to.append(first.stream, expected, events));
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    throw new EventsError(`somebody else writes to the target: ${error.message}`, { cause: error });
  }
}

function sameEvent(a: RecordedEvent, b: RecordedEvent): boolean {
  return (
    a.stream === b.stream &&
    a.version === b.version &&
    a.id === b.id &&
    a.type === b.type &&
    Buffer.compare(a.dataBytes, b.dataBytes) === 0 &&
    Buffer.compare(a.metadataBytes, b.metadataBytes) === 0
  );
}
