import { parseSeal, type Seal } from '@latchkey/seals';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SealPublisher } from './publisher.port';

/** Longer than any seal. */
const TAIL_BYTES = 64 * 1024;
/** Seals are made to be shown, and whoever collects them is another user. */
const MODE = 0o644;
const NEWLINE = 0x0a;

/**
 * Appends to a file, one seal a line, each on the disk before the next is taken. What a crash left of a line is cut off when
 * the file is opened; how far it is, it tells itself.
 */
export const createFileSealPublisher = (path: string): SealPublisher => {
  let file: FileHandle | undefined;
  /** As we left it. */
  let size = 0;
  const close = async (): Promise<void> => {
    const closing = file;
    file = undefined;
    await closing?.close();
  };
  return {
    name: 'file',
    tellsItself: true,
    async open() {
      await close();
      file = await openFile(path);
      const last = await mend(file);
      ({ size } = await file.stat());
      return last;
    },
    async publish(seals) {
      if (file === undefined) throw new Error('the file of seals is not open');
      await requireOurs(file, path, size);
      const lines = Buffer.from(seals.map(({ text }) => `${text}\n`).join(''));
      await file.appendFile(lines);
      await file.datasync();
      size += lines.length;
    },
    close,
  };
};

const openFile = async (path: string): Promise<FileHandle> => {
  try {
    const file = await open(path, 'a+', MODE);
    // A new file is there after a crash only if its directory is on the disk.
    const directory = await open(dirname(path), 'r');
    await directory.sync().finally(() => directory.close());
    return file;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`the file that SEALS_FILE names cannot be written to (${code})`, { cause: error });
  }
};

/** A file that was removed takes what is appended and shows it to nobody; of one that was cut nobody knows what is missing. */
const requireOurs = async (file: FileHandle, path: string, size: number): Promise<void> => {
  const [ours, named] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  if (named?.ino === ours.ino && named.dev === ours.dev && ours.size === size) return;
  throw new Error('the file that SEALS_FILE names was removed, exchanged or changed by somebody else');
};

/** Cuts off a last line without an end, and answers what the one before it says. */
const mend = async (file: FileHandle): Promise<Seal | 'none'> => {
  const { size } = await file.stat();
  const from = Math.max(0, size - TAIL_BYTES);
  const tail = Buffer.alloc(size - from);
  await file.read(tail, 0, tail.length, from);
  const end = tail.lastIndexOf(NEWLINE);
  if (end === -1 && from > 0) throw foreign();
  const whole = tail.subarray(0, end + 1);
  const seal = end === -1 ? 'none' : lastOf(whole);
  // Looked at first: of a file that is not ours nothing is cut off.
  if (end === -1 && size > 0 && !tail.toString('latin1').startsWith('{"consistency":'.slice(0, size))) throw foreign();
  if (whole.length < tail.length) {
    await file.truncate(from + whole.length);
    await file.datasync();
  }
  return seal;
};

const lastOf = (lines: Buffer): Seal => {
  const text = lines.subarray(lines.subarray(0, -1).lastIndexOf(NEWLINE) + 1, -1).toString();
  try {
    return parseSeal(JSON.parse(text));
  } catch {
    throw foreign();
  }
};

const foreign = (): Error => new Error('the file that SEALS_FILE names holds something else than seals');
