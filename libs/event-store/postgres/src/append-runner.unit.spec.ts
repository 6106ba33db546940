import { type AppendResult, prepareAppend, StoreUnavailable } from '@latchkey/event-store';
import type { Pool } from '@latchkey/postgres';
import type { WaitingAppend } from './append-queue';
import { createAppendRunner } from './append-runner';
import { createLogIdentity } from './log-identity';
import { someEvent } from './testing/some-event';

const STREAMS = 1;

/** A runner on a pool that connects when the test says so, to a server that stores whatever it is sent. */
function runnerUnderTest() {
  const { promise: connected, resolve: connect } = Promise.withResolvers<void>();
  const sent: (readonly string[])[] = [];
  let released = 0;
  const client = {
    query: async ({ values }: { values: readonly (readonly string[])[] }) => {
      const streams = values[STREAMS] ?? [];
      sent.push(streams);
      return { rows: streams.map((_, index) => ['log', index + 1, 'appended', String(index + 1), 0, null]) };
    },
    release: () => void released++,
  };
  // As much of a pool as the runner uses.
  const pool = { connect: () => connected.then(() => client) } as unknown as Pool;
  const run = createAppendRunner(
    pool,
    createLogIdentity(() => undefined),
  );
  return { run, connect, sent, released: () => released };
}

function waiting(stream: string) {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<AppendResult>();
  const state = { settled: false, sent: false };
  const entry: WaitingAppend = {
    append: prepareAppend(stream, 'no-stream', [someEvent()]),
    deadline: performance.now() + 60_000,
    isSettled: () => state.settled,
    sent: () => void (state.sent = true),
    resolve: (result) => ((state.settled = true), resolve(result)),
    reject: (error) => ((state.settled = true), reject(error)),
  };
  outcome.catch(() => undefined);
  return { entry, outcome, wasSent: () => state.sent };
}

describe('an append whose caller was told, while its batch connected, that nothing was stored', () => {
  test('is left out of the batch, whose other verdicts reach their own callers', async () => {
    const { run, connect, sent } = runnerUnderTest();
    const [gone, first, second] = [waiting('gone'), waiting('first'), waiting('second')];
    const running = run([gone.entry, first.entry, second.entry]);
    gone.entry.reject(new StoreUnavailable('nothing was stored'));
    connect();
    await running;
    expect(sent).toEqual([['first', 'second']]);
    expect([gone, first, second].map((append) => append.wasSent())).toEqual([false, true, true]);
    expect(await first.outcome).toMatchObject({ position: expect.stringMatching(/1$/) });
    expect(await second.outcome).toMatchObject({ position: expect.stringMatching(/2$/) });
  });

  test('is not sent when it was the only one, and the connection goes back', async () => {
    const { run, connect, sent, released } = runnerUnderTest();
    const gone = waiting('gone');
    const running = run([gone.entry]);
    gone.entry.reject(new StoreUnavailable('nothing was stored'));
    connect();
    await running;
    expect([sent, released()]).toEqual([[], 1]);
  });
});
