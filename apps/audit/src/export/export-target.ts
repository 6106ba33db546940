import { existsSync } from 'node:fs';
import { mkdir, open, rename, stat, truncate, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { notDone } from '../cli/audit-error';
import { type ExportFile, exportFiles } from './export-files';
import { HEADER_FILE, partFile, TRAILER_FILE } from './export-format';

/** Where an export is written, so that what is there after a crash can be gone on from. */
export interface ExportTarget {
  /** What an earlier run has left, as `readExport` wants it; none: nothing. */
  earlier(): Promise<readonly ExportFile[]>;
  /** Throws away whatever stands behind this place. */
  continueAt(place: { readonly file: string; readonly end: number } | undefined): Promise<void>;
  /** `number`: of a part; the header comes before the first, the trailer after the last. */
  begin(what: 'header' | 'trailer' | number): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  /** What was begun is there for good, whatever happens. */
  end(): Promise<void>;
  /** All of it is there. */
  finish(): Promise<void>;
  /** What was begun and not ended is left as it is. */
  abandon(): Promise<void>;
}

const UNFINISHED = '.unfinished';

/** A name that ends in `.ndjson` is one file, any other a directory. Throws `AuditError` where an export is already. */
export async function openTarget(path: string): Promise<ExportTarget> {
  return path.endsWith('.ndjson') ? fileTarget(path) : directoryTarget(path);
}

async function directoryTarget(path: string): Promise<ExportTarget> {
  await mkdir(path, { recursive: true });
  if (existsSync(join(path, TRAILER_FILE))) throw there(path);
  const out = createOutput();
  let current = '';
  return {
    earlier: () => exportFiles(path).catch(() => []),
    // Parts become visible one by one and whole; what is begun anew takes its place.
    continueAt: () => Promise.resolve(),
    begin(what) {
      current = join(path, what === 'header' ? HEADER_FILE : what === 'trailer' ? TRAILER_FILE : partFile(what));
      return out.open(`${current}${UNFINISHED}`, 'w');
    },
    write: (bytes) => out.write(bytes),
    async end() {
      await out.close();
      await rename(`${current}${UNFINISHED}`, current);
      await syncDirectory(path);
    },
    finish: () => Promise.resolve(),
    abandon: () => out.abandon(),
  };
}

async function fileTarget(path: string): Promise<ExportTarget> {
  if (existsSync(path)) throw there(path);
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}${UNFINISHED}`;
  const out = createOutput();
  return {
    earlier: async () =>
      (await stat(unfinished).catch(() => undefined)) ? [{ path: unfinished, name: basename(path) }] : [],
    async continueAt(place) {
      if (existsSync(unfinished)) await truncate(unfinished, place?.end ?? 0);
    },
    begin: () => out.open(unfinished, 'a'),
    write: (bytes) => out.write(bytes),
    end: () => out.close(),
    async finish() {
      await rename(unfinished, path);
      await syncDirectory(dirname(path));
    },
    abandon: () => out.abandon(),
  };
}

const there = (path: string) => notDone(`there is an export at ${path} already: remove it, or name another place`);

const BUFFER_BYTES = 1024 * 1024;

/** A file that is written in large pieces and is on the disk once it is closed. */
function createOutput() {
  let file: FileHandle | undefined;
  let waiting: Uint8Array[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    size = 0;
    if (bytes.length > 0) await file?.writeFile(bytes);
  };
  return {
    async open(path: string, flags: 'a' | 'w'): Promise<void> {
      file = await open(path, flags, 0o600);
    },
    async write(bytes: Uint8Array): Promise<void> {
      waiting.push(bytes);
      size += bytes.length;
      if (size >= BUFFER_BYTES) await flush();
    },
    async close(): Promise<void> {
      await flush();
      await file?.sync();
      await file?.close();
      file = undefined;
    },
    async abandon(): Promise<void> {
      await file?.close();
      file = undefined;
    },
  };
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
