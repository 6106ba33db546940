import { createInMemoryEventStore, type Position } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createLogIndex } from '../index/log-index';
import type { Contact } from '../log/log-contact';
import { createPositionWaiters } from '../log/position-waiters';
import { createHistory, makeKey, opened, peppers, type Fact } from '../testing/history.fixture';
import { createJudge, type Judge, type Question } from './judge';

const accountId = randomUUID();
const key = makeKey(accountId);
const fine: Contact = { ok: true, ageMs: 1 };
const ask = (minPosition?: Position | string): Question => ({
  ok: true,
  check: { keyId: key.keyId, digest: key.digest, minPosition },
});

/** A log, an index that is moved by hand, and a judge over it. */
async function court(...facts: Fact[]) {
  const store = createInMemoryEventStore();
  const append = createHistory(store);
  const index = createLogIndex();
  const waiters = createPositionWaiters(2);
  const state: { contact: Contact } = { contact: fine };
  const contact = { now: () => state.contact };
  const judge: Judge = createJudge({ index, contact, waiters, peppers, compare: store.compare });
  const catchUp = async () => {
    for await (const delivery of store.subscribe({ streamPrefixes: [], after: index.position }, neverAborts)) {
      if (delivery.kind === 'event') index.apply(delivery.event);
      else index.advance(delivery.position);
      if (delivery.kind === 'caught-up') break;
    }
    waiters.wake();
  };
  await append(...facts);
  await catchUp();
  return { append, catchUp, index, judge, state, waiters };
}
const neverAborts = new AbortController().signal;

describe('judging a call', () => {
  test('gives each check its own verdict, a wrong one too, all at one position', async () => {
    const { index, judge } = await court(opened(accountId, 'platform'), key.created);
    const wrong: Question = { ok: false, reason: 'bad_digest', keyId: key.keyId };
    const judgement = await judge.judge([ask(), wrong, ask('rubbish'), ask()], 0);
    expect(judgement?.position).toBe(index.position);
    expect(judgement?.verdicts.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['allow', null],
      ['malformed', 'bad_digest'],
      ['malformed', 'unknown_position'],
      ['allow', null],
    ]);
  });

  test('a position of another log is unknown, whatever its number', async () => {
    const { judge } = await court(opened(accountId, 'platform'), key.created);
    const other = await createInMemoryEventStore().head();
    const judgement = await judge.judge([ask(other)], 2_000);
    expect(judgement?.verdicts).toMatchObject([{ verdict: 'malformed', reason: 'unknown_position' }]);
  });

  test('waits for the position that is demanded, and then judges all checks with what it knows by then', async () => {
    const { append, catchUp, judge, waiters } = await court(opened(accountId, 'platform'), key.created);
    const [revocation] = await append(key.revoked);
    const judged = judge.judge([ask(), ask(revocation)], 2_000);
    await nextTurn();
    expect(waiters.size).toBe(1);
    await catchUp();
    const judgement = await judged;
    expect(judgement?.position).toBe(revocation);
    expect(judgement?.verdicts).toMatchObject([{ reason: 'api_key_revoked' }, { reason: 'api_key_revoked' }]);
  });

  test('a check whose position is not reached in time is unavailable; the others have their verdicts', async () => {
    const { append, judge } = await court(opened(accountId, 'platform'), key.created);
    const [revocation] = await append(key.revoked);
    const judgement = await judge.judge([ask(), ask(revocation)], 20);
    expect(judgement?.verdicts).toMatchObject([{ verdict: 'allow' }, { verdict: 'unavailable', reason: 'behind' }]);
  });

  test('a key that is revoked is refused at once, whatever position is demanded: nothing later can change it', async () => {
    const { append, judge, waiters } = await court(opened(accountId, 'platform'), key.created, key.revoked);
    const [later] = await append(makeKey(accountId).created);
    const judged = judge.judge([ask(later)], 2_000);
    await nextTurn();
    expect(waiters.size).toBe(0);
    expect((await judged)?.verdicts).toMatchObject([{ verdict: 'deny', reason: 'api_key_revoked' }]);
  });

  test('what is wrong with the key is said before what is wrong with the position', async () => {
    const { judge } = await court(opened(accountId, 'platform'), key.created);
    const forged: Question = {
      ok: true,
      check: { keyId: key.keyId, digest: Buffer.alloc(32), minPosition: 'rubbish' },
    };
    expect((await judge.judge([forged], 0))?.verdicts).toMatchObject([{ verdict: 'deny', reason: 'invalid_api_key' }]);
  });

  test('when too many calls wait, the next one does not', async () => {
    const { append, catchUp, judge, waiters } = await court(opened(accountId, 'platform'), key.created);
    const [revocation] = await append(key.revoked);
    const waiting = [judge.judge([ask(revocation)], 2_000), judge.judge([ask(revocation)], 2_000)];
    await nextTurn();
    expect(waiters.size).toBe(2);
    const judgement = await judge.judge([ask(revocation)], 2_000);
    expect(judgement?.verdicts).toMatchObject([{ verdict: 'unavailable', reason: 'behind' }]);
    await catchUp();
    await Promise.all(waiting);
  });

  test('without contact with the log nothing is judged, not even what is malformed', async () => {
    const { judge, state } = await court(opened(accountId, 'platform'), key.created);
    state.contact = { ok: false, reason: 'lost', ageMs: 5_000 };
    expect(await judge.judge([ask(), { ok: false, reason: 'bad_check', keyId: null }], 0)).toBeNull();
  });

  test('contact that is lost while a check waits: nothing is judged', async () => {
    const { append, catchUp, judge, state } = await court(opened(accountId, 'platform'), key.created);
    const [revocation] = await append(key.revoked);
    const judged = judge.judge([ask(), ask(revocation)], 2_000);
    state.contact = { ok: false, reason: 'replaying', ageMs: null };
    await catchUp();
    expect(await judged).toBeNull();
  });
});
