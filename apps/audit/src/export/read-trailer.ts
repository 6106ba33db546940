import { open } from 'node:fs/promises';
import type { ExportFile } from './export-files';
import { type ControlLine, type LineOf, parseControlLine } from './export-format';
import { readLines } from './read-lines';

export interface OpenTrailer {
  readonly keys: readonly LineOf<'key'>[];
  readonly hasSeals: boolean;
  /** What stands where seals stand. */
  seals(): AsyncGenerator<unknown>;
}

/**
 * Keys and seals, which stand at the end, before everything else is read: so that the roots they speak of can be taken in
 * passing. Of a torn export what is there; `readExport` says what is wrong with it.
 */
export async function openTrailer(files: readonly ExportFile[]): Promise<OpenTrailer> {
  const last = files.at(-1);
  const from = last ? await endOfParts(last.path) : 0;
  const keys: LineOf<'key'>[] = [];
  let hasSeals = false;
  for await (const line of controlLines(last, from)) {
    if (line.kind === 'key') keys.push(line);
    hasSeals = line.kind === 'seal';
    // Keys come first.
    if (hasSeals) break;
  }
  return {
    keys,
    hasSeals,
    async *seals() {
      for await (const line of controlLines(last, from)) if (line.kind === 'seal') yield line.seal;
    },
  };
}

async function* controlLines(file: ExportFile | undefined, from: number): AsyncGenerator<ControlLine> {
  if (!file) return;
  for await (const lines of readLines(file.path, file.name, from)) {
    for (const { bytes } of lines) {
      const line = parseControlLine(bytes);
      if (line) yield line;
    }
  }
}

const WINDOW_BYTES = 1024 * 1024;
const PART_LINE = Buffer.from('\n{"kind":"part"');

/** Where the last line of a part begins, looked for from the end; 0 if there is none. */
async function endOfParts(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const window = Buffer.alloc(WINDOW_BYTES + PART_LINE.length);
    for (let at = Math.max(0, size - WINDOW_BYTES); ; at = Math.max(0, at - WINDOW_BYTES)) {
      const { bytesRead } = await file.read(window, 0, window.length, at);
      const found = window.subarray(0, bytesRead).lastIndexOf(PART_LINE);
      if (found !== -1) return at + found + 1;
      if (at === 0) return 0;
    }
  } finally {
    await file.close();
  }
}
