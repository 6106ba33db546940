import type { Clock } from '@latchkey/platform';

export interface TestClock extends Clock {
  advance(by: { readonly seconds?: number; readonly minutes?: number; readonly hours?: number }): void;
}

/** Stands still but for what a test lets pass. */
export const createTestClock = (start = new Date()): TestClock => {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance: ({ seconds = 0, minutes = 0, hours = 0 }) => {
      now += (seconds + 60 * minutes + 3_600 * hours) * 1_000;
    },
  };
};
