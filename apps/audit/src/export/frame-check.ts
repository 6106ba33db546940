import { createHash } from 'node:crypto';
import type { Fault } from '../sources/log-source';
import type { ControlLine, LineOf, PartSummary } from './export-format';
import type { PartCheck } from './part-check';
import { type Line, placeOf } from './read-lines';

/** Holds what is around the parts, header and trailer, to the manifest, and every line to the order in which they stand. */
export interface FrameCheck {
  /** Whether a line of this kind, or an event, may stand here. `pending`: events whose leaf hashes have not come yet. */
  mayStand(kind: ControlLine['kind'] | 'event', pending: number): boolean;
  /** A line that is in no sum of a part. */
  add(line: Line, control: ControlLine): void;
  header(): LineOf<'header'> | undefined;
  manifest(): LineOf<'manifest'> | undefined;
}

export function createFrameCheck(parts: PartCheck, onFault: (fault: Fault) => void): FrameCheck {
  const sum = createHash('sha256');
  let header: LineOf<'header'> | undefined;
  let manifest: LineOf<'manifest'> | undefined;
  let keys = 0;
  let seals = 0;

  const compare = (line: Line, found: LineOf<'manifest'>): void => {
    const edited = (what: string): void => onFault({ kind: 'edited', message: `${placeOf(line)}: ${what}` });
    if (summaries(found.parts) !== summaries(parts.finished)) edited('the manifest lists other parts than there are');
    if (found.events !== parts.counted) {
      edited(`the manifest counts ${found.events} events, there are ${parts.counted}`);
    }
    if (found.seals !== seals) edited(`the manifest counts ${found.seals} seals, there are ${seals}`);
    if (found.sha256 !== sum.digest('hex')) {
      edited('header, part lines or trailer are not what the SHA-256 of the manifest was made of');
    }
  };

  return {
    mayStand(kind, pending) {
      if (kind === 'header') return header === undefined;
      if (header === undefined || manifest !== undefined) return false;
      const isInPart = kind === 'event' || kind === 'leaves';
      if (isInPart) return keys + seals === 0;
      if (kind === 'part') return keys + seals === 0 && pending === 0 && parts.inPart > 0;
      return pending === 0 && parts.inPart === 0;
    },
    add(line, control) {
      if (control.kind === 'manifest') {
        manifest = control;
        return compare(line, control);
      }
      if (control.kind === 'header') header = control;
      if (control.kind === 'key') keys++;
      if (control.kind === 'seal') seals++;
      sum.update(line.bytes).update('\n');
    },
    header: () => header,
    manifest: () => manifest,
  };
}

const summaries = (parts: readonly PartSummary[]): string =>
  JSON.stringify(parts.map(({ number, first, count, sha256 }) => [number, first, count, sha256]));
