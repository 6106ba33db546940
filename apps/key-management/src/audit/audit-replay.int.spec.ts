import { FEATURES, parseDestinationUrl, UNSCOPED_OPERATIONS } from '@latchkey/accounts-domain';
import { createReplay, type AuditWish, isoTime, type Replay, type ReplayedEvent } from '@latchkey/replay';
import { account, anyHistory, HOSTS, key, merchant } from '@latchkey/replay/testing';
import fc from 'fast-check';
import { type Client, items, type Json, operatorOf } from '../testing/client';
import { type AuditedService, startAuditedService } from './testing/audited-service';

/** The answers over HTTP are those of a replay of the same log to the same time. */
const QUESTIONS = 80;
const HISTORIES = 6;
/** What is asked is the same each time: by chance it may be little that any key could do. */
const SEED = 20_261_126;
let service: AuditedService;
let events: ReplayedEvent[];
let accounts: readonly Client[];

beforeAll(async () => {
  service = await startAuditedService();
  const long = anyHistory.filter(({ length }) => length > 25);
  // Several histories after each other, each with accounts and keys of its own: ids are given out anew.
  events = renumbered(fc.sample(long, { numRuns: HISTORIES, seed: SEED }));
  const headers = { 'x-latchkey-min-position': await service.append(events) };
  accounts = Array.from({ length: 2 * HISTORIES }, (_, n) => operatorOf(service.url, renamed(n >> 1, account(n & 1))));
  expect((await accounts[0]!.get('/audit/timeline', headers)).status).toBe(200);
});
afterAll(() => service?.dispose());

/** The `n`th history's own spelling of an id. */
const renamed = (n: number, id: string): string =>
  id.replace('0000-4000-8000', `${String(n).padStart(4, '0')}-4000-8000`);

function renumbered(histories: readonly (readonly ReplayedEvent[])[]): ReplayedEvent[] {
  const all = histories.flatMap((history, n) => history.map((event) => laterBy(n, renamedIn(n, event))));
  return all.map((event, at) => ({ ...event, ordinal: at + 1 }));
}
/** Each history begins a good while after the one before, so that its own times count. */
function laterBy(n: number, text: string): ReplayedEvent {
  const event = JSON.parse(text) as ReplayedEvent;
  const time = isoTime(timeOf(event) + n * 600_000);
  return { ...event, metadata: { ...(event.metadata as object), time } };
}
const renamedIn = (n: number, event: ReplayedEvent): string =>
  JSON.stringify(event).replace(/[1234]0000000-0000-4000-8000-[0-9]{12}/g, (id) => renamed(n, id));

const timeOf = (event: ReplayedEvent): number => Date.parse((event.metadata as { time: string }).time);
const replayWhile = (holds: (replay: Replay, event: ReplayedEvent) => boolean, replay = createReplay()): Replay => {
  for (const event of events.slice(replay.ordinal)) {
    if (!holds(replay, event)) break;
    replay.apply(event);
  }
  return replay;
};
const replayTo = (timeMs: number, replay?: Replay) => replayWhile((past, event) => past.isBy(event, timeMs), replay);
const replayBefore = (timeMs: number) => replayWhile((past, event) => past.isBy(event, timeMs - 1));

const anyQuestion = fc.record({
  n: fc.nat(2 * HISTORIES - 1),
  near: fc.constantFrom(true, true, false),
  event: fc.nat(10_000),
  later: fc.nat(10_000),
  offset: fc.constantFrom(0, 1, 999, 20_000),
  operation: fc.constantFrom(...FEATURES, ...UNSCOPED_OPERATIONS),
  merchant: fc.option(fc.constantFrom(0, 0, 0, 1, 2), { freq: 2 }),
  host: fc.option(fc.constantFrom(...HOSTS), { freq: 1 }),
});
/** Most are about an account to which something happened at that time. */
const questions = fc.sample(anyQuestion, { numRuns: QUESTIONS, seed: SEED });
const accountOf = ({ n, near, event }: (typeof questions)[number]): number =>
  near ? (historyAt(event) << 1) | (n & 1) : n;
const historyAt = (number: number): number => {
  const { accountId } = events[number % events.length]!.data as { accountId: string };
  return Number(accountId.slice(9, 13));
};
const timeAt = (number: number, offset: number) =>
  Math.max(timeOf(events[0]!), timeOf(events[number % events.length]!) + offset);
const accountIdOf = (n: number) => renamed(n >> 1, account(n & 1));

function wishOf(n: number, { operation, merchant: m, host }: (typeof questions)[number]): AuditWish {
  const merchantId = m === null ? undefined : renamed(n >> 1, merchant(n & 1, m));
  const url = parseDestinationUrl(`https://${host}/pay`);
  const may = operation === 'cardholder-data.forward' || (operation === 'payment-data.forward' && m !== null);
  return {
    operation,
    merchantId,
    ...(may && host && url.ok ? { destination: { url: url.value, method: 'POST' } } : {}),
  };
}
const queryOf = ({ operation, merchantId, destination }: AuditWish, times: Record<string, string>) =>
  new URLSearchParams({
    ...{ limit: '500', sort: 'created_at asc', feature: operation, ...times },
    ...(merchantId === undefined ? {} : { merchant_id: merchantId }),
    ...(destination === undefined ? {} : { destination: destination.url.href }),
  });
const deedOf = (deed: Json | undefined) =>
  deed && { ordinal: deed['ordinal'], at: deed['time'], effectiveAt: deed['effective_at'], by: deed['actor'] };
const scopeOf = (scope: Json | undefined) =>
  scope && { merchantIds: scope['merchant_ids'], features: scope['features'] };
const keyOf = (accountId: string, shown: Json) => ({
  ...{ keyId: shown['id'], accountId, status: shown['status'], label: shown['label'], display: shown['display'] },
  ...{ scope: scopeOf(shown['scope']), effectiveScope: scopeOf(shown['effective_scope']), replaces: shown['replaces'] },
  ...{ created: deedOf(shown['created']), revoked: deedOf(shown['revoked']) },
});

test('who could at a time is what a replay to that time says', async () => {
  let could = 0;
  for (const question of questions) {
    const n = accountOf(question);
    const [wish, accountId] = [wishOf(n, question), accountIdOf(n)];
    const timeMs = timeAt(question.event, question.offset);
    const { status, body } = await accounts[n]!.get(`/audit/who-could?${queryOf(wish, { at: isoTime(timeMs) })}`);
    const expected = [...replayTo(timeMs).whoCould(wish, accountId)];
    if (status === 404) expect(expected).toEqual([]);
    else {
      const answered = items(body['data']).map((item) => ({ key: keyOf(accountId, item['key']!), why: item['why'] }));
      expect(answered).toEqual(expected);
    }
    could += expected.length;
  }
  expect(could).toBeGreaterThan(QUESTIONS / 4);
});

test('who could between two times, and when, is what a replay through them says', async () => {
  let changes = 0;
  for (const question of questions) {
    const n = accountOf(question);
    const [wish, accountId] = [wishOf(n, question), accountIdOf(n)];
    const [fromMs = 0, toMs = 0] = [timeAt(question.event, question.offset), timeAt(question.later, 0)].sort(
      (a, b) => a - b,
    );
    const times = { from: isoTime(fromMs), to: isoTime(toMs) };
    const { status, body } = await accounts[n]!.get(`/audit/who-could?${queryOf(wish, times)}`);
    const replay = replayBefore(fromMs);
    const watch = replay.watch(wish, accountId);
    replayTo(toMs, replay);
    const expected = [...watch.answers()];
    if (status === 404) expect(expected).toEqual([]);
    else {
      const answered = items(body['data']).map((item) => ({
        ...{ key: keyOf(accountId, item['key']!), why: item['why'], spans: item['spans'] },
      }));
      expect(answered).toEqual(expected);
    }
    changes += expected.flatMap(({ spans }) => spans).filter(({ from, to }) => from !== null || to !== null).length;
  }
  expect(changes).toBeGreaterThan(10);
});

test('a key and its account as of a time are what a replay to that time says', async () => {
  const statuses = new Set<unknown>();
  for (const question of questions) {
    const n = accountOf(question);
    const accountId = accountIdOf(n);
    const keyId = renamed(n >> 1, key(question.later % 12));
    const timeMs = timeAt(question.event, question.offset);
    const query = new URLSearchParams({ at: isoTime(timeMs), key_id: keyId });
    const { status, body } = await accounts[n]!.get(`/audit/as-of?${query}`);
    const replay = replayTo(timeMs);
    const [expected, whole] = [replay.key(keyId), replayTo(Infinity)];
    if (whole.key(keyId)?.accountId !== accountId || whole.account(accountId) === null) {
      expect(status).toBe(404);
      continue;
    }
    const [shown] = items(body['data']);
    statuses.add(shown?.['status']);
    if (expected === null) expect(shown).toMatchObject({ id: keyId, status: 'none', label: null, created: null });
    else expect(keyOf(accountId, shown!)).toEqual(expected);
    const state = replay.account(accountId);
    const merchants = [...(state?.merchants.values() ?? [])].filter((each) => each.status === 'active');
    expect(body['account']).toEqual({
      ...{ id: accountId, operating_model: state?.operatingModel ?? null },
      merchant_ids: expect.arrayContaining(merchants.map((each) => each.merchantId)) as unknown,
    });
    expect(items(body['account']?.['merchant_ids'])).toHaveLength(merchants.length);
    expect(body['as_of']).toMatchObject({ ordinal: replay.ordinal, effective_at: replay.effectiveAt });
  }
  expect(statuses).toEqual(new Set(['none', 'active', 'revoked']));
});

test('a list as of a time, page by page, is every key that there was', async () => {
  for (const n of [0, 1, 2, 3]) {
    const accountId = accountIdOf(n);
    const timeMs = timeAt(events.length - 1, 0);
    const expected = [...replayTo(timeMs).keys(accountId)].map(({ keyId }) => keyId);
    if (replayTo(Infinity).account(accountId) === null) continue;
    for (const page of ['', '&status=active', '&status=revoked']) {
      const wanted = [...replayTo(timeMs).keys(accountId)].filter(({ status }) => page === '' || page.endsWith(status));
      const found: unknown[] = [];
      let next = '&sort=created_at+asc';
      while (next !== '') {
        const { body } = await accounts[n]!.get(`/audit/as-of?at=${isoTime(timeMs)}&limit=2${page}${next}`);
        found.push(...items(body['data']).map((item) => item['id']));
        const cursor = body['pagination']?.['next_cursor'];
        next = typeof cursor === 'string' ? `&cursor=${cursor}` : '';
      }
      expect(found).toEqual(wanted.map(({ keyId }) => keyId));
    }
    expect(expected.length).toBeGreaterThanOrEqual(0);
  }
});
