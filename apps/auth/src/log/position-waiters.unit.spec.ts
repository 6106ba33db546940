import { jest } from '@jest/globals';
import { createPositionWaiters } from './position-waiters';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('waiting for a position', () => {
  test('ends when the index gets there', async () => {
    const waiters = createPositionWaiters(10);
    let reached = false;
    const waited = waiters.wait(() => reached, 2_000);
    waiters.wake();
    expect(waiters.size).toBe(1);
    reached = true;
    waiters.wake();
    await expect(waited).resolves.toBe(true);
    expect(waiters.size).toBe(0);
  });

  test('ends at the limit', async () => {
    const waiters = createPositionWaiters(10);
    const waited = waiters.wait(() => false, 2_000);
    await jest.advanceTimersByTimeAsync(2_000);
    await expect(waited).resolves.toBe(false);
    expect(waiters.size).toBe(0);
  });

  test('does not begin when it is there already, nor when too many wait', async () => {
    const waiters = createPositionWaiters(1);
    await expect(waiters.wait(() => true, 2_000)).resolves.toBe(true);
    void waiters.wait(() => false, 2_000);
    await expect(waiters.wait(() => false, 2_000)).resolves.toBe(false);
    expect(waiters.size).toBe(1);
  });
});
