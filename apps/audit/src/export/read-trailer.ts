import { open } from 'node:fs/promises';
import type { ExportFile } from './export-files';
import { CONTROL, type LineOf, parseControlLine } from './export-format';

const WINDOW_BYTES = 256 * 1024;
const MAX_BYTES = 512 * 1024 * 1024;
const PART_LINE = Buffer.from('\n{"kind":"part"');

/**
 * Keys and seals, which stand at the end, before everything else is read: so that the roots they speak of can be taken in
 * passing. Of a torn export what is there; `readExport` says what is wrong with it.
 */
export async function readTrailer(files: readonly ExportFile[]): Promise<{ keys: LineOf<'key'>[]; seals: unknown[] }> {
  const last = files.at(-1);
  const lines = last ? linesOf(await endOf(last.path)) : [];
  const keys: LineOf<'key'>[] = [];
  const seals: unknown[] = [];
  for (const line of lines) {
    const control = CONTROL.compare(line, 0, CONTROL.length) === 0 ? parseControlLine(line) : undefined;
    if (control?.kind === 'key') keys.push(control);
    if (control?.kind === 'seal') seals.push(control.seal);
  }
  return { keys, seals };
}

/** What is behind the last line of a part, or all of it if there is none. */
async function endOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    for (let length = Math.min(WINDOW_BYTES, size); ; length = Math.min(2 * length, size)) {
      const bytes = Buffer.alloc(length);
      await file.read(bytes, 0, length, size - length);
      const part = bytes.lastIndexOf(PART_LINE);
      if (part !== -1) return bytes.subarray(part + 1);
      if (length === size || length > MAX_BYTES) return bytes;
    }
  } finally {
    await file.close();
  }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = bytes.indexOf('\n', from);
    if (to === -1) break;
    lines.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return lines;
}
