import { HASH_BYTES } from '@latchkey/seals';
import { createHash } from 'node:crypto';
import type { Fault } from '../sources/log-source';
import type { LineOf, PartSummary } from './export-format';
import { type Line, placeOf } from './read-lines';

/** A part that was read whole, as its last line says it is. */
export interface FinishedPart extends PartSummary {
  readonly position: string;
  /** The line itself, with its end. */
  readonly text: Uint8Array;
  readonly file: string;
  /** Where what follows begins, in that file. */
  readonly end: number;
}

/** Holds the parts of an export to their last lines as they go by. */
export interface PartCheck {
  /** A line of the part at hand that is not its last. */
  add(line: Line): void;
  /** Before its events are handed on. */
  leaves(line: Line, leaves: LineOf<'leaves'>): void;
  /** So many events have gone by. */
  count(events: number): void;
  end(line: Line, part: LineOf<'part'>): void;
  /** Events that have gone by, of all parts and of the one at hand. */
  readonly counted: number;
  readonly inPart: number;
  readonly finished: readonly FinishedPart[];
}

export function createPartCheck(onFault: (fault: Fault) => void): PartCheck {
  const finished: FinishedPart[] = [];
  let sum = createHash('sha256');
  let counted = 0;
  let inPart = 0;
  const edited = (line: Line, what: string, ordinal?: number): void =>
    onFault({ kind: 'edited', message: `${placeOf(line)}: ${what}`, ordinal });
  return {
    add: ({ bytes }) => void sum.update(bytes).update('\n'),
    leaves(line, { first, count, hashes }) {
      if (first !== counted + 1) edited(line, `leaf hashes from ${first} on stand where ${counted + 1} is due`);
      if (Buffer.from(hashes, 'base64').length !== count * HASH_BYTES) {
        edited(line, `${count} leaf hashes are announced and others are there`, counted + 1);
      }
    },
    count(events) {
      counted += events;
      inPart += events;
    },
    end(line, { kind: _, position, ...part }) {
      const sha256 = sum.digest('hex');
      sum = createHash('sha256');
      const first = counted - inPart + 1;
      if (part.number !== finished.length + 1 || part.first !== first || part.count !== inPart) {
        edited(line, `part ${part.number} is not what stands before this line`, first);
      }
      if (part.sha256 !== sha256) {
        edited(line, `the bytes of part ${part.number} are not those that its SHA-256 was made of`);
      }
      const text = Buffer.concat([line.bytes, Buffer.from('\n')]);
      finished.push({ ...part, position, text, file: line.file, end: line.end });
      inPart = 0;
    },
    get counted() {
      return counted;
    },
    get inPart() {
      return inPart;
    },
    finished,
  };
}
