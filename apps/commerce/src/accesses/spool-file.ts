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
export const openSpoolFile = async (path: string): Promise<SpoolFile> => spoolFile(await open(path, 'wx', 0o600), path);

type Handle = Pick<FileHandle, 'write' | 'truncate' | 'stat' | 'close'>;

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
    done += (await file.write(content, done, content.length - done, position + done)).bytesWritten;
  }
}
