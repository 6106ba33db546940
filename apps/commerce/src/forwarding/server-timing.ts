export type Step = 'authorise' | 'decrypt' | 'connect' | 'destination';

/** How long the parts of one forward took, for the header `Server-Timing`; milliseconds. */
export interface Stopwatch {
  /** Adds what the work takes, however it ends. */
  time<T>(step: Step, work: () => Promise<T>): Promise<T>;
  add(step: Step, ms: number): void;
  /** With the whole time since the stopwatch was made. */
  header(): string;
}

export function createStopwatch(): Stopwatch {
  const began = performance.now();
  const spentMs = new Map<Step, number>();
  const add = (step: Step, ms: number) => void spentMs.set(step, (spentMs.get(step) ?? 0) + ms);
  return {
    add,
    async time(step, work) {
      const start = performance.now();
      try {
        return await work();
      } finally {
        add(step, performance.now() - start);
      }
    },
    header: () =>
      [...spentMs, ['total', performance.now() - began] as const]
        .map(([name, ms]) => `${name};dur=${ms.toFixed(2)}`)
        .join(', '),
  };
}
