import { jest } from '@jest/globals';
import type { CallOutcome } from './call-outcome';
import { createCheckQueue, type CheckQueue } from './check-queue';
import type { Allow, Answer, Check } from './verdict';

interface Sent {
  readonly checks: readonly Check[];
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly answer: () => void;
}

const allow = (check: Check): Allow => ({
  ...{ verdict: 'allow', reason: null, keyId: check.keyId, accountId: 'account', operatingModel: 'ecosystem' },
  ...{ merchantIds: '*', features: '*', ownMerchantId: null, position: 'log:1' },
  ...{ forwardUrl: null, destination: null },
});

const DEADLINE_MS = 200;
let sent: Sent[];
let queue: CheckQueue;
let answers: Record<string, string>;

beforeEach(() => {
  jest.useFakeTimers();
  sent = [];
  answers = {};
  queue = createCheckQueue({
    ...{ maxQueue: 10, maxBatch: 10, maxInFlight: 1, deadlineMs: DEADLINE_MS, maxAllowAgeMs: 1000 },
    clock: { monotonicMs: () => performance.now(), wallMs: () => Date.now() },
    send: (checks, budgetMs, signal) =>
      new Promise<CallOutcome>((resolve) => {
        const answer = () => resolve({ ok: true, answers: checks.map(allow) });
        sent.push({ checks, budgetMs, signal, answer });
      }),
  });
});
afterEach(() => jest.useRealTimers());

const ask = (keyId: string) => {
  void queue.ask({ keyId, digest: new Uint8Array(32) }).then((answer: Answer) => {
    answers[keyId] = answer.verdict === 'unavailable' ? answer.reason : answer.verdict;
  });
};
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('deadlines', () => {
  test('a check that runs out of time does not take the fresher ones of its call with it', async () => {
    ask('first');
    await pass(10);
    ask('old');
    await pass(140);
    ask('fresh');
    sent[0]?.answer();
    await pass(10);
    expect(sent[1]?.checks.map((check) => check.keyId)).toEqual(['old', 'fresh']);
    await pass(100);
    expect(answers).toEqual({ first: 'allow', old: 'deadline' });
    expect(sent[1]?.signal.aborted).toBe(false);
    sent[1]?.answer();
    await pass(0);
    expect(answers).toEqual({ first: 'allow', old: 'deadline', fresh: 'allow' });
  });

  test('a call is given up when nobody waits for it any more, and an answer after that changes nothing', async () => {
    ask('one');
    ask('two');
    await pass(DEADLINE_MS);
    expect(sent[0]?.signal.aborted).toBe(true);
    sent[0]?.answer();
    await pass(0);
    expect(answers).toEqual({ one: 'deadline', two: 'deadline' });
  });

  test('a call may last as long as its last check, counted from when that was asked', async () => {
    ask('first');
    await pass(10);
    ask('second');
    await pass(50);
    sent[0]?.answer();
    await pass(1);
    expect(sent[1]?.budgetMs).toBe(150);
  });

  test('a check that ran out of time while it waited is never sent and leaves its room to others', async () => {
    ask('blocks');
    await pass(1);
    for (let index = 0; index < 10; index += 1) ask(`waits ${index}`);
    expect(queue.waiting()).toBe(10);
    await pass(DEADLINE_MS);
    expect(queue.waiting()).toBe(0);
    sent[0]?.answer();
    await pass(1);
    expect(sent).toHaveLength(1);
  });
});
