import { readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a spool that nothing is written to any more. */
export interface Segment {
  readonly path: string;
  readonly bytes: number;
}

const NAME = /^[0-9]{10}\.spool$/;

export const segmentName = (number: number): string => `${`${number}`.padStart(10, '0')}.spool`;

/** Those of a directory, oldest first. */
export function segmentsIn(directory: string): Segment[] {
  const names = readdirSync(directory).filter((name) => NAME.test(name));
  return names.toSorted().map((name) => ({ path: join(directory, name), bytes: statSync(join(directory, name)).size }));
}

/** Harmless to repeat. */
export function removeSegment({ path }: Segment): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
