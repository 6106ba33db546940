import { TILE_WIDTH } from '@latchkey/seals';
import type { Batch, Fault } from '../sources/log-source';
import type { ExportFile } from './export-files';
import { CONTROL, type LineOf, parseControlLine } from './export-format';
import { createFrameCheck } from './frame-check';
import { createPartCheck, type FinishedPart } from './part-check';
import { type Line, placeOf, readLines } from './read-lines';

export interface ExportReading {
  batches(): AsyncGenerator<Batch>;
  header(): LineOf<'header'> | undefined;
  parts(): readonly FinishedPart[];
  /** The last line, once it was read. */
  manifest(): LineOf<'manifest'> | undefined;
}

/** More events than this have no leaf hashes between them in no export. */
const MOST_PENDING = 2 * TILE_WIDTH;

/**
 * Reads an export from its first line to its last and says what is wrong with it. What `onFault` throws ends the reading;
 * if it does not throw, reading goes on as far as there is sense in it.
 */
export function readExport(files: readonly ExportFile[], onFault: (fault: Fault) => void): ExportReading {
  const parts = createPartCheck(onFault);
  const frame = createFrameCheck(parts, onFault);
  let pending: Line[] = [];

  /** The events since the last batch, and what is said of their hashes. */
  const batchOf = (leaves: LineOf<'leaves'> | undefined): Batch => {
    const [first] = pending;
    const entries = pending.map(({ bytes }, index) => ({ ordinal: parts.counted + index + 1, line: bytes }));
    parts.count(leaves?.count ?? pending.length);
    pending = [];
    return {
      entries,
      stated: leaves && Buffer.from(leaves.hashes, 'base64'),
      ...(first ? { place: { file: first.file, line: first.number } } : {}),
    };
  };

  function* onEvent(line: Line): Generator<Batch> {
    if (!frame.mayStand('event', 0)) malformed(line, 'an event stands where none may');
    if (pending.length === MOST_PENDING) {
      const message = `${placeOf(line)}: the leaf hashes of the events before it are missing`;
      onFault({ kind: 'edited', message, ordinal: parts.counted + 1 });
      yield batchOf(undefined);
    }
    pending.push(line);
    parts.add(line);
  }

  function* onLeaves(line: Line, leaves: LineOf<'leaves'>): Generator<Batch> {
    parts.leaves(line, leaves);
    parts.add(line);
    const missing = leaves.count - pending.length;
    yield batchOf(leaves);
    // Told behind the batch, so that whoever compares leaf hashes names the very event first.
    if (missing === 0) return;
    const what = missing > 0 ? `${missing} event(s) before it are missing` : `${-missing} event(s) too many before it`;
    onFault({ kind: 'edited', message: `${placeOf(line)}: ${what}` });
  }

  function* onLine(line: Line): Generator<Batch> {
    if (!isControl(line.bytes)) return yield* onEvent(line);
    const control = parseControlLine(line.bytes);
    if (control === undefined) return malformed(line, 'this is no line of an export of a known format');
    if (!frame.mayStand(control.kind, pending.length)) {
      return malformed(line, `a line of kind ${control.kind} stands where none may`);
    }
    if (control.kind === 'leaves') return yield* onLeaves(line, control);
    if (control.kind === 'part') parts.end(line, control);
    frame.add(line, control);
  }

  const malformed = (line: Line, what: string): void =>
    onFault({ kind: 'malformed', message: `${placeOf(line)}: ${what}` });

  const torn = (what: string): void => {
    const { counted, inPart, finished } = parts;
    const message = `${what}; whole through event ${counted - inPart} (part ${finished.length}), read through ${counted}`;
    onFault({ kind: 'truncated', message, ordinal: counted + 1 });
  };

  return {
    async *batches() {
      for (const { path, name } of files) {
        const lines = readLines(path, name);
        try {
          let next = await lines.next();
          for (; !next.done; next = await lines.next()) for (const line of next.value) yield* onLine(line);
          if (next.value) torn(`${placeOf(next.value)}: the line has no end`);
        } finally {
          await lines.return(undefined);
        }
      }
      if (pending.length > 0) yield batchOf(undefined);
      if (frame.manifest() === undefined) torn('it ends before its manifest');
    },
    header: frame.header,
    parts: () => parts.finished,
    manifest: frame.manifest,
  };
}

const isControl = (bytes: Uint8Array): boolean =>
  bytes.length >= CONTROL.length && CONTROL.compare(bytes, 0, CONTROL.length) === 0;
