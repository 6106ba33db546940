import { createInMemoryEventStore, type EventStore } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHistory, eventOf, makeKey, modelChanged, opened, type Fact } from './testing/history.fixture';
import { eventually, runAuth, wireCheck, type RunningAuth } from './testing/running-auth.fixture';
import { createSwitchableStore } from './testing/switchable-store.fixture';

const accountId = randomUUID();
const key = makeKey(accountId);
let auth: RunningAuth | undefined;
afterEach(() => auth?.stop());

async function logWith(...facts: readonly Fact[]) {
  const store = createInMemoryEventStore({ pollMs: 5 });
  const append = createHistory(store);
  await append(...facts);
  return { store, append };
}

async function nextPosition(store: EventStore): Promise<string> {
  const [logId, digits = ''] = (await store.head()).split(':');
  return `${logId}:${String(Number(digits) + 1).padStart(digits.length, '0')}`;
}

const isUp = ({ status }: { status: number }) => status === 200;

describe('a half-built index is never asked', () => {
  test('until the end of the log was reached once, every call is 503 with Retry-After; then it answers', async () => {
    const { store } = await logWith(opened(accountId, 'platform'), key.created, key.revoked);
    const switchable = createSwitchableStore(store);
    switchable.hold(2);
    auth = await runAuth({ store: switchable });
    const answer = await auth.verify([wireCheck(key)]);
    expect([answer.status, answer.body.classifier]).toEqual([503, 'authorization_unavailable']);
    expect(answer.headers.get('retry-after')).toBe('1');
    const { status, text } = await auth.ready();
    expect(status).toBe(503);
    expect(text).toContain('the end of the log has not been reached yet');
    switchable.release();
    await eventually(auth.ready, isUp);
    expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'deny', reason: 'api_key_revoked' });
  });

  test('a log with another id: 503 until rebuilt, then nothing of the old one is left, and it is said why', async () => {
    const { store } = await logWith(opened(accountId, 'platform'), key.created);
    const oldPosition = await store.head();
    const switchable = createSwitchableStore(store);
    auth = await runAuth({ store: switchable });
    await eventually(auth.ready, isUp);
    expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'allow' });

    const other = makeKey(accountId);
    const { store: replaced } = await logWith(
      opened(accountId, 'platform'),
      modelChanged(accountId, 'ecosystem'),
      other.created,
    );
    switchable.hold(1);
    switchable.switchTo(replaced);
    await eventually(
      () => auth!.verify([wireCheck(key)]),
      ({ status }) => status === 503,
    );
    await eventually(
      async () => auth!.logs(),
      (logs) => logs.includes('rebuilding'),
    );
    expect((await auth.verify([wireCheck(key)])).status).toBe(503);
    switchable.release();

    await eventually(auth.ready, isUp);
    expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'deny', reason: 'invalid_api_key' });
    expect(await auth.verdictOf(other)).toMatchObject({ verdict: 'allow' });
    const demanding = await auth.verdictOf(other, { min_position: oldPosition });
    expect(demanding).toMatchObject({ verdict: 'malformed', reason: 'unknown_position' });
    expect(auth.logs()).toMatch(/checkpoint refused: position of another log; rebuilding from the beginning/);
    expect(await auth.metrics()).toMatch(/auth_rebuilds_total\{service="auth"\} 1/);
  });
});

describe('an event that this version does not understand', () => {
  test('stops the index; 5 s later every call is 503, readiness says where, and nothing of its data is logged', async () => {
    const { store, append } = await logWith(opened(accountId, 'platform'), key.created);
    auth = await runAuth({ store });
    await eventually(auth.ready, isUp);
    const strange = { ...eventOf(key.revoked), type: 'KeySuspended', data: { note: 'lk_test_not_a_key' } };
    const { position } = await store.append(`apikey-${key.keyId}`, 0, [strange]);
    const { text } = await eventually(auth.ready, ({ status }) => status === 503);
    expect(text).toContain(`cannot read event KeySuspended at ${position}`);
    auth.skew(5_000);
    expect(await auth.verdictOf(key)).toBe(503);
    await append(modelChanged(accountId, 'ecosystem'));
    expect(await auth.verdictOf(key)).toBe(503);
    expect(auth.logs()).not.toContain('lk_test_not_a_key');
  });
});

describe('the verify path', () => {
  test('uses the store for nothing', async () => {
    const { store } = await logWith(opened(accountId, 'platform'), key.created);
    const switchable = createSwitchableStore(store);
    auth = await runAuth({ store: switchable });
    await eventually(auth.ready, isUp);
    const before = switchable.calls();
    const head = await store.head();
    for (let call = 0; call < 50; call += 1) {
      await auth.verify([wireCheck(key), wireCheck(makeKey(accountId)), wireCheck(key, { min_position: head })]);
    }
    expect(switchable.calls()).toBe(before);
  });

  test('takes no more calls at once than it has room for; those beyond are 503, and there is room again', async () => {
    const { store, append } = await logWith(opened(accountId, 'platform'), key.created);
    auth = await runAuth({ store });
    await eventually(auth.ready, isUp);
    const demand = { min_position: await nextPosition(store) };
    let refused = 0;
    const calls = Array.from({ length: 300 }, async () => {
      const answer = await auth!.verdictOf(key, demand);
      if (answer === 503) refused += 1;
      return answer;
    });
    await eventually(
      async () => refused,
      (seen) => seen === 300 - 256,
    );
    await append(modelChanged(accountId, 'ecosystem'));
    const answers = await Promise.all(calls);
    expect(answers.filter((answer) => typeof answer === 'object' && answer.verdict === 'allow')).toHaveLength(256);
    expect(await auth.metrics()).toMatch(/auth_shed_calls_total\{service="auth"\} 44/);
    expect(await auth.verdictOf(key)).toMatchObject({ verdict: 'allow' });
  });

  test('answers a check that waits as soon as its position is there, not when its time is over', async () => {
    const { store, append } = await logWith(opened(accountId, 'platform'), key.created);
    auth = await runAuth({ store });
    await eventually(auth.ready, isUp);
    const waiting = auth.verdictOf(key, { min_position: await nextPosition(store) });
    await append(key.revoked);
    const answer = await Promise.race([waiting, sleep(1_800, 'its time is nearly over', { ref: false })]);
    expect(answer).toMatchObject({ verdict: 'deny', reason: 'api_key_revoked' });
  });

  test('stopping finishes the calls that have begun', async () => {
    const { store, append } = await logWith(opened(accountId, 'platform'), key.created);
    const running = await runAuth({ store });
    await eventually(running.ready, isUp);
    const begun = running.verdictOf(key, { min_position: await nextPosition(store) });
    await eventually(running.metrics, (text) => /auth_waiting_calls\{service="auth"\} 1/.test(text));
    const stopped = running.stop();
    await append(key.revoked);
    expect(await begun).toMatchObject({ verdict: 'deny', reason: 'api_key_revoked' });
    await stopped;
    await expect(running.verify([wireCheck(key)])).rejects.toThrow();
  });
});
