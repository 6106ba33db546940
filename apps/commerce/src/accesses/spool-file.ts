import { write } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Segment } from './spool-segments';

/** A file that grows by whole writes. */
export interface SpoolFile {
  readonly bytes: number;
  /** Rejects if not all of it was written; then nothing of it is there, or the file takes no more. */
  write(content: Buffer): Promise<void>;
  /** False after a write that could be neither finished nor taken back. */
  isWhole(): boolean;
  /** Ends it. Rejects if it has been deleted meanwhile: then what was written to it is lost. */
  close(): Promise<Segment>;
}

/** Rejects with what the file system rejects with. */
export async function openSpoolFile(path: string): Promise<SpoolFile> {
  const file = await open(path, 'wx', 0o600);
  return spoolFile(
    {
      write: (content, position) => writeTo(file.fd, content, position),
      truncate: (length) => file.truncate(length),
      stat: () => file.stat(),
      close: () => file.close(),
    },
    path,
  );
}

interface Handle extends Pick<FileHandle, 'truncate' | 'close'> {
  /** Answers how many bytes were written. */
  write(content: Buffer, position: number): Promise<number>;
  stat(): Promise<{ readonly nlink: number }>;
}

/** `file`: a new one. */
export function spoolFile(file: Handle, path: string): SpoolFile {
  let bytes = 0;
  let whole = true;
  return {
    get bytes() {
      return bytes;
    },
    async write(content) {
      try {
        await writeAll(file, content, bytes);
        bytes += content.length;
      } catch (error) {
        // A full disk gives back what it took; if not even that works, the half line stays behind and is known by its checksum.
        await file.truncate(bytes).catch(() => (whole = false));
        throw error;
      }
    },
    isWhole: () => whole,
    async close() {
      const { nlink } = await file.stat();
      await file.close();
      if (nlink === 0) throw new Error('the spool of access records was deleted while it was written to');
      return { path, bytes };
    },
  };
}

async function writeAll(file: Handle, content: Buffer, position: number): Promise<void> {
  for (let done = 0; done < content.length;) {
    done += await file.write(content.subarray(done), position + done);
  }
}

/** Every read waits for it, and a handle's own `write` costs half as much again. */
const writeTo = (fd: number, content: Buffer, position: number): Promise<number> =>
  new Promise((resolve, reject) =>
    write(fd, content, 0, content.length, position, (error, written) => (error ? reject(error) : resolve(written))),
  );
