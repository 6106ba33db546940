import { makeDirectory } from '@latchkey/platform';
import { existsSync } from 'node:fs';
import { open, rename, stat, truncate, type FileHandle } from 'node:fs/promises';
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

function makePlace(directory: string): void {
  try {
    // As far as the umask lets others: an export is made to be given away.
    makeDirectory(directory, 0o777);
  } catch (error) {
    throw notDone(`the place for the export cannot be made (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function directoryTarget(path: string): Promise<ExportTarget> {
  makePlace(path);
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
      if (existsSync(join(path, TRAILER_FILE))) throw there(path);
      await rename(`${current}${UNFINISHED}`, current);
      await syncDirectory(path);
    },
    finish: () => Promise.resolve(),
    abandon: () => out.abandon(),
  };
}

async function fileTarget(path: string): Promise<ExportTarget> {
  if (existsSync(path)) throw there(path);
  makePlace(dirname(path));
  const unfinished = `${path}${UNFINISHED}`;
  const out = createOutput();
  /** Of what is there for good. */
  let whole = 0;
  return {
    earlier: async () =>
      (await stat(unfinished).catch(() => undefined)) ? [{ path: unfinished, name: basename(path) }] : [],
    async continueAt(place) {
      whole = place?.end ?? 0;
      if (existsSync(unfinished)) await truncate(unfinished, whole);
    },
    begin: () => out.open(unfinished, 'a', whole),
    write: (bytes) => out.write(bytes),
    end: async () => void (whole = await out.close()),
    async finish() {
      if (existsSync(path)) throw there(path);
      await rename(unfinished, path);
      await syncDirectory(dirname(path));
    },
    abandon: () => out.abandon(),
  };
}

const there = (path: string) => notDone(`there is an export at ${path} already: remove it, or name another place`);

const BUFFER_BYTES = 1024 * 1024;

const shared = () => notDone('somebody else writes an export to the same place: begin again when they are done');

/** A file that is written in large pieces, by nobody else, and is on the disk once it is closed. */
function createOutput() {
  let file: FileHandle | undefined;
  let name = '';
  let length = 0;
  let waiting: Uint8Array[] = [];
  let size = 0;
  /** Two that write one file would both believe that theirs is there. */
  const requireOurs = async (): Promise<void> => {
    const [ours, named] = await Promise.all([file?.stat(), stat(name).catch(() => undefined)]);
    if (ours?.size !== length || named?.ino !== ours.ino) throw shared();
  };
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    size = 0;
    await requireOurs();
    if (bytes.length > 0) await file?.writeFile(bytes);
    length += bytes.length;
  };
  return {
    /** `whole`: how long it is, if it is added to. */
    async open(path: string, flags: 'a' | 'w', whole = 0): Promise<void> {
      file = await open(path, flags, 0o600);
      [name, length] = [path, whole];
      await requireOurs();
    },
    async write(bytes: Uint8Array): Promise<void> {
      waiting.push(bytes);
      size += bytes.length;
      if (size >= BUFFER_BYTES) await flush();
    },
    /** Answers how long it is. */
    async close(): Promise<number> {
      await flush();
      await file?.sync();
      await requireOurs();
      await file?.close();
      file = undefined;
      return length;
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
