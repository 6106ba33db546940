import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeHome, takeOver, type SpoolHome } from './spool-home';
import { openSpoolFile, type SpoolFile } from './spool-file';
import { spoolLine } from './spool-line';
import { createSpoolQueue } from './spool-queue';
import { removeSegment, segmentName, type Segment } from './spool-segments';

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
  /** Files that nothing is added to any more, by path, oldest first. */
  const ended = new Map<string, Segment>();
  let bytes = 0;
  let current: SpoolFile | null = null;
  let number = 0;
  const queue = createSpoolQueue(write, deadlineMs);

  async function write(content: Buffer): Promise<void> {
    current ??= await openSpoolFile(join(ownHome().directory, segmentName((number += 1))));
    try {
      await current.write(content);
      bytes += content.length;
    } finally {
      if (!current.isWhole() || current.bytes >= segmentBytes) await end();
    }
  }

  /** Throws what the file system throws; the next attempt may succeed. */
  function ownHome(): SpoolHome {
    // Somebody may have deleted it. It stays ours for as long as segments of it are listed.
    if (own !== null && !existsSync(own.directory)) {
      others.push(own);
      own = null;
    }
    return (own ??= open());
  }

  function open(): SpoolHome {
    const home = makeHome(directory);
    for (const left of takeOver(directory, home, onTrouble)) {
      others.push(left.home);
      left.segments.forEach(keep);
      bytes += left.segments.reduce((sum, segment) => sum + segment.bytes, 0);
    }
    leaveEmptyHomes();
    return home;
  }

  const keep = (segment: Segment) => void ended.set(segment.path, segment);

  function leaveEmptyHomes(): void {
    if (others.length === 0) return;
    const used = new Set([...ended.keys()].map(dirname));
    const isUsed = ({ directory: home }: SpoolHome) => used.has(home);
    for (const home of others) if (!isUsed(home)) home.release();
    others = others.filter(isUsed);
  }

  async function end(): Promise<void> {
    const file = current;
    current = null;
    if (file === null) return;
    try {
      keep(await file.close());
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
        ownHome();
        await end();
        return [...ended.values()];
      }),
    remove(segment) {
      removeSegment(segment);
      if (ended.delete(segment.path)) bytes -= segment.bytes;
      leaveEmptyHomes();
    },
    check() {
      ownHome();
      if (bytes >= maxBytes) throw new Error('the spool is full');
    },
    bytes: () => bytes,
    async close() {
      await queue.between(end);
      for (const home of [...others, ...(own === null ? [] : [own])]) home.release();
      others = [];
      own = null;
    },
  };
}
