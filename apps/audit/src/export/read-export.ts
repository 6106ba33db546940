import { createHash, type Hash } from 'node:crypto';
import type { Batch, Fault } from '../sources/log-source';
import { CONTROL, type ControlLine, type LineOf, parseControlLine, type PartSummary } from './export-format';
import type { ExportFile } from './export-files';
import { type Line, readLines } from './read-lines';
import { HASH_BYTES, TILE_WIDTH } from '@latchkey/seals';

/** A part that was read whole and is as its last line says. */
export interface FinishedPart extends PartSummary {
  readonly position: string;
  /** The line itself, with its end. */
  readonly text: Uint8Array;
  readonly file: string;
  /** Where what follows begins, in that file. */
  readonly end: number;
}

export interface ExportReading {
  batches(): AsyncGenerator<Batch>;
  header(): LineOf<'header'> | undefined;
  parts(): readonly FinishedPart[];
  /** The last line, once it was read. */
  manifest(): LineOf<'manifest'> | undefined;
}

/**
 * Reads an export from its first line to its last and says what is wrong with it. What `onFault` throws ends the reading;
 * if it does not throw, reading goes on as far as there is sense in it.
 */
export function readExport(files: readonly ExportFile[], onFault: (fault: Fault) => void): ExportReading {
  let header: LineOf<'header'> | undefined;
  let keys = 0;
  let seals = 0;
  let manifest: LineOf<'manifest'> | undefined;
  const parts: FinishedPart[] = [];
  /** Of header, part lines and trailer. */
  const outerSum = createHash('sha256');
  let partSum: Hash = createHash('sha256');
  let pending: Line[] = [];
  /** Ordinals that lines of leaf hashes have accounted for. */
  let counted = 0;
  let inPart = 0;

  const at = ({ file, number }: Pick<Line, 'file' | 'number'>): string => `${file}, line ${number}`;
  const edited = (line: Line, what: string, ordinal?: number): void =>
    onFault({ kind: 'edited', message: `${at(line)}: ${what}`, ordinal });

  const batchOf = (line: Line, leaves: LineOf<'leaves'> | undefined): Batch => {
    const [first] = pending;
    const entries = pending.map(({ bytes }, index) => ({ ordinal: counted + index + 1, line: bytes }));
    const batch = {
      entries,
      stated: leaves && Buffer.from(leaves.hashes, 'base64'),
      place: first ? { file: first.file, line: first.number } : { file: line.file, line: line.number },
    };
    pending = [];
    return batch;
  };

  const onLeaves = (line: Line, leaves: LineOf<'leaves'>): Batch => {
    if (leaves.first !== counted + 1)
      edited(line, `leaf hashes from ${leaves.first} on stand where ${counted + 1} is due`);
    if (Buffer.from(leaves.hashes, 'base64').length !== leaves.count * HASH_BYTES) {
      edited(line, `${leaves.count} leaf hashes are announced and others are there`, counted + 1);
    }
    const missing = leaves.count - pending.length;
    const batch = batchOf(line, leaves);
    counted += leaves.count;
    inPart += leaves.count;
    partSum.update(line.bytes).update('\n');
    if (missing !== 0) missed.push({ line, missing });
    return batch;
  };
  /** Told after their batch, so that whoever compares leaf hashes names the very event first. */
  const missed: { line: Line; missing: number }[] = [];
  const tellMissed = (): void => {
    for (const { line, missing } of missed.splice(0)) {
      const what =
        missing > 0 ? `${missing} event(s) before it are missing` : `${-missing} event(s) too many before it`;
      edited(line, what);
    }
  };

  const onPart = (line: Line, part: LineOf<'part'>): void => {
    const { kind: _, position, ...summary } = part;
    const sha256 = partSum.digest('hex');
    partSum = createHash('sha256');
    const expected = { number: parts.length + 1, first: counted - inPart + 1, count: inPart };
    if (part.number !== expected.number || part.first !== expected.first || part.count !== expected.count) {
      edited(line, `part ${part.number} is not what stands before this line`, expected.first);
    }
    if (part.sha256 !== sha256) {
      edited(line, `the bytes of part ${part.number} are not those that its SHA-256 was made of`);
    }
    parts.push({
      ...summary,
      position,
      text: Buffer.from(`${Buffer.from(line.bytes).toString()}\n`),
      file: line.file,
      end: line.end,
    });
    inPart = 0;
  };

  const onManifest = (line: Line, found: LineOf<'manifest'>): void => {
    manifest = found;
    const sum = outerSum.digest('hex');
    const listed = JSON.stringify(
      found.parts.map(({ number, first, count, sha256 }) => [number, first, count, sha256]),
    );
    const read = JSON.stringify(parts.map(({ number, first, count, sha256 }) => [number, first, count, sha256]));
    if (listed !== read) edited(line, 'the manifest lists other parts than there are');
    if (found.events !== counted) edited(line, `the manifest counts ${found.events} events, there are ${counted}`);
    if (found.seals !== seals) edited(line, `the manifest counts ${found.seals} seals, there are ${seals}`);
    if (found.sha256 !== sum)
      edited(line, 'header, part lines or trailer are not what the SHA-256 of the manifest was made of');
  };

  /** Whether a line of this kind may stand here. */
  const inPlace = ({ kind }: ControlLine): boolean => {
    if (kind === 'header') return header === undefined;
    if (header === undefined || manifest !== undefined) return false;
    const trailerBegan = keys + seals > 0;
    if (kind === 'leaves') return !trailerBegan;
    if (kind === 'part') return !trailerBegan && pending.length === 0 && inPart > 0;
    return pending.length === 0 && inPart === 0;
  };

  const onControl = (line: Line): Batch | undefined => {
    const control = parseControlLine(line.bytes);
    if (control === undefined || !inPlace(control)) {
      onFault({
        kind: 'malformed',
        message: `${at(line)}: ${control ? `a line of kind ${control.kind} stands where none may` : 'this is no line of an export of a known format'}`,
        ordinal: undefined,
      });
      return undefined;
    }
    switch (control.kind) {
      case 'header':
        header = control;
        break;
      case 'leaves':
        return onLeaves(line, control);
      case 'part':
        onPart(line, control);
        break;
      case 'key':
        keys++;
        break;
      case 'seal':
        seals++;
        break;
      case 'manifest':
        onManifest(line, control);
        return undefined;
    }
    // Of all that the sums of the parts leave out.
    outerSum.update(line.bytes).update('\n');
    return undefined;
  };

  const onEvent = (line: Line): void => {
    if (header === undefined || manifest !== undefined || keys + seals > 0) {
      onFault({ kind: 'malformed', message: `${at(line)}: an event stands where none may` });
    }
    if (pending.length === TILE_WIDTH * 2) {
      onFault({
        kind: 'edited',
        message: `${at(line)}: the leaf hashes of the events before it are missing`,
        ordinal: counted + 1,
      });
    }
    pending.push(line);
    partSum.update(line.bytes).update('\n');
  };

  async function* batches(): AsyncGenerator<Batch> {
    let last: Line | undefined;
    for (const file of files) {
      const lines = readLines(file.path, file.name);
      try {
        for (let next = await lines.next(); ; next = await lines.next()) {
          if (next.done) {
            if (next.value) onFault(torn(`${at(next.value)}: the line has no end`));
            break;
          }
          for (const line of next.value) {
            last = line;
            if (!isControl(line.bytes)) {
              onEvent(line);
              continue;
            }
            const batch = onControl(line);
            if (batch) yield batch;
            tellMissed();
          }
        }
      } finally {
        await lines.return(undefined);
      }
    }
    if (pending.length > 0 && last) yield batchOf(last, undefined);
    if (manifest === undefined) onFault(torn('it ends before its manifest'));
  }

  const torn = (what: string): Fault => ({
    kind: 'truncated',
    message: `${what}; whole through event ${parts.length === 0 ? 0 : counted - inPart} (part ${parts.length}), read through ${counted}`,
    ordinal: counted + 1,
  });

  return {
    batches,
    header: () => header,
    parts: () => parts,
    manifest: () => manifest,
  };
}

const isControl = (bytes: Uint8Array): boolean =>
  bytes.length >= CONTROL.length && CONTROL.compare(bytes, 0, CONTROL.length) === 0;
