import { KafkaStartError } from '@latchkey/embedded-kafka';
import { PostgresStartError } from '@latchkey/embedded-postgres';
import { scrub, SettingsError } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from './start-error';
import { startSystem } from './start-system';
import { createStopList } from './stop-list';

/** How long a signal waits for the step of starting that it interrupts. */
const STEP_MS = 3_000;
const PARENT_CHECK_MS = 250;

/** Runs the system until SIGINT or SIGTERM. Exit code 0 when it was stopped, 1 with one sentence when it cannot run. */
export const runUntilSignal = async (): Promise<void> => {
  const interrupted = new AbortController();
  const stops = createStopList();
  const say = (line: string): void => console.log(line);

  const started = startSystem({ stops, signal: interrupted.signal, say }).catch((error: unknown) => {
    if (!interrupted.signal.aborted) throw error;
  });
  const stop = async (): Promise<void> => {
    if (interrupted.signal.aborted) return;
    say('\nStopping');
    interrupted.abort();
    await Promise.race([started, sleep(STEP_MS)]);
    await stops.stopAll();
    say('Latchkey has stopped');
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  // Nobody reads our output any more (`npm start | head`, a killed npm): not a reason to stop in disorder.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  whenParentIsGone(() => void stop());

  try {
    await started;
  } catch (error) {
    await stops.stopAll();
    console.error(sentence(error));
    process.exit(1);
  }
};

/**
 * A killed npm cannot tell us, and nobody could stop us any more with Ctrl-C. Started without npm, a lost parent may be meant
 * (`nohup`). Node has no event for it.
 */
const whenParentIsGone = (then: () => void): void => {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    then();
  }, PARENT_CHECK_MS);
  watch.unref();
};

const sentence = (error: unknown): string => {
  const expected = [StartError, PostgresStartError, KafkaStartError, SettingsError].some(
    (kind) => error instanceof kind,
  );
  if (expected && error instanceof Error) return error.message;
  return scrub(
    error instanceof Error ? `Latchkey cannot start: ${error.stack}` : 'Latchkey cannot start for an unknown reason.',
  );
};
