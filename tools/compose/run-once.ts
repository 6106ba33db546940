import { scrub, SettingsError } from '@latchkey/platform';
import { StartError } from '../start/start-error';

/** Runs a one-shot program: exit code 0 when it is done; 1 with one sentence when somebody has to put something right. */
export const runOnce = async (name: string, work: (signal: AbortSignal) => void | Promise<void>): Promise<void> => {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  try {
    await work(stopping.signal);
  } catch (error) {
    process.exitCode = 1;
    if (stopping.signal.aborted) return console.error(`${name}: stopped before it was done`);
    if (error instanceof StartError || error instanceof SettingsError)
      return console.error(`${name}: ${error.message}`);
    console.error(`${name}: ${scrub(String(error instanceof Error ? (error.stack ?? error.message) : error))}`);
  }
};
