import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './start-error';

const WITHIN_MS = 30_000;
const ASK_EVERY_MS = 50;

/** Waits for a service to say on its admin port that everything it depends on is there. */
export const waitUntilReady = async (name: string, adminUrl: string, signal: AbortSignal): Promise<void> => {
  const end = performance.now() + WITHIN_MS;
  while (!signal.aborted) {
    const answer = await ask(`${adminUrl}/readyz`);
    if (answer === 'ready') return;
    if (performance.now() > end) throw new StartError(`${name} is not ready after ${WITHIN_MS / 1000} s: ${answer}`);
    await sleep(ASK_EVERY_MS);
  }
};

const ask = async (url: string): Promise<string> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return response.ok ? 'ready' : await response.text();
  } catch {
    return 'it does not answer';
  }
};
