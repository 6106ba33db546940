import { dirname, join } from 'node:path';
import { makeHome, takeOver, type SpoolHome } from './spool-home';
import { openSpoolFile, type SpoolFile } from './spool-file';
import { spoolLine } from './spool-line';
import { createSpoolQueue } from './spool-queue';
import { removeSegment, segmentName, segmentsIn, type Segment } from './spool-segments';

export interface SpoolOptions {
  /** Directories of processes lie below it, one for each. */
  readonly directory: string;
  /** What it holds at most, what was taken over included. */
  readonly maxBytes: number;
  /** A file of it is ended when it has grown so far. */
  readonly segmentBytes?: number;
  readonly deadlineMs?: number;
  /** What can be told to no caller: records that were lost, or that another process left behind and nobody can read. */
  readonly onTrouble: (error: Error) => void;
}

/** Records on this machine's disk until they are in the database. Opened by the first who needs it, again if that failed. */
export interface Spool {
  /** Resolves when the operating system has it: it outlives this process then. Rejects with why not. */
  append(json: string): Promise<void>;
  /** What has been written so far, oldest first, what other processes left behind included: nothing is added to it any more. */
  take(): Promise<readonly Segment[]>;
  remove(segment: Segment): void;
  /** Rejects with why nothing can be written. */
  check(): void;
  bytes(): number;
  /** What is left is for the next process. */
  close(): Promise<void>;
}

const SEGMENT_BYTES = 256 * 1024;
const DEADLINE_MS = 2_000;

export function createSpool(options: SpoolOptions): Spool {
  const { directory, maxBytes, segmentBytes = SEGMENT_BYTES, deadlineMs = DEADLINE_MS, onTrouble } = options;
  let own: SpoolHome | null = null;
  let others: SpoolHome[] = [];
  let ended: Segment[] = [];
  let bytes = 0;
  let current: SpoolFile | null = null;
  let number = 0;
  const queue = createSpoolQueue(write, deadlineMs);

  async function write(content: Buffer): Promise<void> {
    current ??= await openNext();
    try {
      await current.write(content);
      bytes += content.length;
    } finally {
      if (!current.isWhole() || current.bytes >= segmentBytes) await end();
    }
  }

  async function openNext(): Promise<SpoolFile> {
    own ??= open();
    try {
      return await openSpoolFile(join(own.directory, segmentName((number += 1))));
    } catch (error) {
      // Somebody may have deleted the directory: the next attempt makes another.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') forget();
      throw error;
    }
  }

  function open(): SpoolHome {
    const home = makeHome(directory);
    others.push(...takeOver(directory, home, onTrouble));
    const isNew = (segment: Segment) => !ended.some(({ path }) => path === segment.path);
    const found = others.flatMap((other) => segmentsIn(other.directory)).filter(isNew);
    ended.push(...found);
    bytes += found.reduce((sum, segment) => sum + segment.bytes, 0);
    leaveEmptyHomes();
    return home;
  }

  function leaveEmptyHomes(): void {
    const isUsed = (home: SpoolHome) => ended.some(({ path }) => dirname(path) === home.directory);
    for (const home of others) if (!isUsed(home)) home.release();
    others = others.filter(isUsed);
  }

  function forget(): void {
    own?.release();
    own = null;
  }

  async function end(): Promise<void> {
    const file = current;
    current = null;
    if (file === null) return;
    try {
      ended.push(await file.close());
    } catch (error) {
      bytes -= file.bytes;
      onTrouble(error as Error);
    }
  }

  return {
    append(json) {
      const line = spoolLine(json);
      if (bytes + queue.pending() + line.length > maxBytes) return Promise.reject(new Error('the spool is full'));
      return queue.push(line);
    },
    take: () =>
      queue.between(async () => {
        own ??= open();
        await end();
        return [...ended];
      }),
    remove(segment) {
      removeSegment(segment);
      ended = ended.filter((one) => one.path !== segment.path);
      bytes -= segment.bytes;
      leaveEmptyHomes();
    },
    check() {
      own ??= open();
      if (bytes >= maxBytes) throw new Error('the spool is full');
    },
    bytes: () => bytes,
    async close() {
      await queue.between(end);
      for (const home of others.splice(0)) home.release();
      forget();
    },
  };
}
