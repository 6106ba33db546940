interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Lines that arise while one write is under way go together in the next. */
export interface SpoolQueue {
  push(line: string): Promise<void>;
  /** Characters that wait or are being written. */
  pending(): number;
  /** Runs `work` while nothing is written. */
  between<T>(work: () => Promise<T>): Promise<T>;
}

/** A disk that hangs keeps nobody waiting for longer than `deadlineMs`, and while it hangs nobody begins to wait. */
export function createSpoolQueue(write: (content: Buffer) => Promise<void>, deadlineMs: number): SpoolQueue {
  let waiting: Waiting[] = [];
  let writing: readonly Waiting[] = [];
  let pending = 0;
  let scheduled = false;
  let hangs = false;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function between<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  function giveUp(): void {
    hangs = true;
    const lost = [...writing, ...waiting];
    waiting = [];
    for (const { reject } of lost) reject(new Error('the disk does not take access records in time'));
  }

  async function writeWaiting(): Promise<void> {
    scheduled = false;
    writing = waiting;
    waiting = [];
    try {
      const content = Buffer.from(writing.map(({ line }) => line).join(''));
      if (content.length > 0) await write(content);
      for (const { resolve } of writing) resolve();
    } catch (error) {
      for (const { reject } of writing) reject(error);
    }
    writing = [];
    pending = waiting.reduce((sum, { line }) => sum + line.length, 0);
    hangs = false;
    clearTimeout(timer);
    timer = waiting.length === 0 ? undefined : setTimeout(giveUp, deadlineMs);
  }

  return {
    push: (line) =>
      new Promise((resolve, reject) => {
        if (hangs) return reject(new Error('the disk does not take access records'));
        pending += line.length;
        waiting.push({ line, resolve, reject });
        timer ??= setTimeout(giveUp, deadlineMs);
        if (scheduled) return;
        scheduled = true;
        // After the current turn of the event loop, so that what its callbacks write goes together.
        setImmediate(() => void between(writeWaiting));
      }),
    pending: () => pending,
    between,
  };
}
