import { open } from 'node:fs/promises';

export interface Line {
  readonly bytes: Uint8Array;
  readonly file: string;
  /** From 1, in its file. */
  readonly number: number;
  /** Where the next line begins, in the file. */
  readonly end: number;
}

/** For a sentence. */
export const placeOf = ({ file, number }: Pick<Line, 'file' | 'number'>): string => `${file}, line ${number}`;

/** The file ends in the middle of a line. */
export interface TornLine {
  readonly file: string;
  readonly number: number;
}

const CHUNK_BYTES = 1024 * 1024;
/** More than any event, and than the manifest of an export of a hundred million. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of a file, some at a time, without their ends, from a place on where one begins. Ends with a `TornLine` if the
 * last one has no end.
 */
export async function* readLines(
  path: string,
  file: string,
  begin = 0,
): AsyncGenerator<readonly Line[], TornLine | undefined> {
  const handle = await open(path);
  try {
    let rest: Buffer = Buffer.alloc(0);
    let number = 0;
    let end = begin;
    let place = begin;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, place);
      place += bytesRead;
      if (bytesRead === 0) return rest.length === 0 ? undefined : { file, number: number + 1 };
      const bytes =
        rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const lines: Line[] = [];
      let from = 0;
      for (let to = bytes.indexOf(NEWLINE); to !== -1; to = bytes.indexOf(NEWLINE, from)) {
        end += to + 1 - from;
        lines.push({ bytes: bytes.subarray(from, to), file, number: ++number, end });
        from = to + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > MAX_LINE_BYTES) return { file, number: number + 1 };
      yield lines;
    }
  } finally {
    await handle.close();
  }
}
