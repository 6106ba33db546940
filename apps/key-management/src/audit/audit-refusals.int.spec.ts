import {
  eventsOf,
  account,
  key,
  keyCreated,
  merchant,
  merchantAdded,
  opened,
  START_MS,
} from '@latchkey/replay/testing';
import { isoTime } from '@latchkey/replay';
import { randomUUID } from 'node:crypto';
import { type Client, createTestKey, items, keyHolderOf, openTestAccount, operatorOf } from '../testing/client';
import { type AuditedService, startAuditedService } from './testing/audited-service';
import { problem } from './testing/problem';

let service: AuditedService;
let mine: Client;
let others: Client;
let header: Record<string, string>;
/** One a second, from the beginning of 2026. */
const log = [
  ...[opened(0, 'ecosystem'), merchantAdded(0, 0), merchantAdded(0, 1), keyCreated(0, 1), keyCreated(0, 2)],
  ...[opened(1, 'platform'), merchantAdded(1, 0), keyCreated(1, 3)],
].map((step) => ({ ...step, clock: 1_000 }));
const at = (seconds: number): string => isoTime(START_MS + seconds * 1_000);

beforeAll(async () => {
  service = await startAuditedService();
  header = { 'x-latchkey-min-position': await service.append(eventsOf(log)) };
  [mine, others] = [operatorOf(service.url, account(0)), operatorOf(service.url, account(1))];
});
afterAll(() => service?.dispose());
const get = (path: string, client = mine) => client.get(`/audit/${path}`, header);

describe('what is not the caller’s own is not there', () => {
  test.each([
    ['another’s key', `history?key=${key(3)}`],
    ['no key', `history?key=${randomUUID()}`],
    ['what no key shows', 'history?key=lk_test_aaaaaa...zzzz'],
    ['another’s key at a time', `as-of?at=${at(8)}&key_id=${key(3)}`],
    ['no key at a time', `as-of?at=${at(8)}&key_id=${randomUUID()}`],
    ['another’s merchant', `who-could?feature=tokens.list&at=${at(8)}&merchant_id=${merchant(1, 0)}`],
    ['no merchant', `who-could?feature=tokens.list&at=${at(8)}&merchant_id=${randomUUID()}`],
    ['no event', `proofs/${randomUUID()}`],
    ['no id', 'proofs/x'],
  ])('%s: 404', async (_, path) => {
    expect(await problem(get(path))).toMatch(/^404 not_found: /);
  });

  test('an event of another account, and an account that nobody has: 404', async () => {
    const [event = {}] = items((await others.get('/audit/timeline')).body['data']);
    expect(await problem(get(`proofs/${String(event['id'])}`))).toMatch(/^404 not_found: /);
    for (const nobody of [randomUUID(), 'no id at all'].map((id) => operatorOf(service.url, id)))
      for (const path of [
        'timeline',
        `as-of?at=${at(5)}`,
        `who-could?feature=tokens.list&at=${at(5)}`,
        `history?key=${key(1)}`,
        `proofs/${String(event['id'])}`,
      ])
        expect(await problem(get(path, nobody))).toMatch(/^404 not_found: /);
  });

  test('an unscoped key sees its own account, whatever header it sends; a scoped one nothing', async () => {
    const account = await openTestAccount(service.url, 'ecosystem', 1);
    const [unscoped, scoped] = [
      await createTestKey(account),
      await createTestKey(account, {
        label: 'x',
        scope: { merchant_ids: account.merchantIds, features: ['tokens.list'] },
      }),
    ];
    const from = {
      'x-latchkey-min-position': scoped.position,
      'x-latchkey-account': '10000000-0000-4000-8000-000000000000',
    };
    const own = await keyHolderOf(service.url, unscoped.secret).get('/audit/timeline?type=KeyCreated', from);
    expect(items(own.body['data']).map(({ key_id }) => key_id)).toEqual([scoped.id, unscoped.id]);
    const refused = keyHolderOf(service.url, scoped.secret).get('/audit/timeline');
    expect(await problem(refused)).toMatch(/^403 feature_not_in_scope: /);
  });
});

describe('a question that cannot be answered is refused in one sentence that names what is wrong', () => {
  const wish = 'feature=cardholder-data.forward';
  const soon = new Date(Date.now() + 60_000).toISOString();
  test.each([
    ['as-of', 'at is missing'],
    ['as-of?at=yesterday', 'at must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)'],
    ['as-of?at=2026-01-01T00:00:05', 'at must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)'],
    ['as-of?at=2026-02-30', 'at must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)'],
    ['as-of?at=2025-12-31', 'at is before the first event of the log'],
    [`as-of?at=${soon}`, 'at is in the future'],
    ['as-of?at=9999-01-01', 'at is in the future'],
    [`as-of?at=${at(5)}&at=${at(6)}`, 'at must be given once'],
    [`as-of?at=${at(5)}&key_id=x`, 'key_id must be a UUID'],
    [
      `as-of?at=${at(5)}&cursor=${Buffer.from(JSON.stringify([1, 'created_at', 'desc', '1e3', key(1)])).toString('base64url')}`,
      'cursor must be a next_cursor of this list',
    ],
    ['history', 'key is missing'],
    ['history?key=', 'key must be 1 to 100 characters'],
    ['who-could', 'feature is missing'],
    [`who-could?at=${at(5)}&feature=tokens.eat`, /^feature must be one of tokens.list, /],
    [`who-could?${wish}`, 'at is missing, or from and to'],
    [`who-could?${wish}&from=${at(5)}`, 'to is missing'],
    [`who-could?${wish}&from=${at(6)}&to=${at(5)}`, 'from must not be after to'],
    [`who-could?${wish}&from=2025-01-01&to=${at(5)}`, 'from is before the first event of the log'],
    [`who-could?${wish}&from=${at(5)}&to=${soon}`, 'to is in the future'],
    [`who-could?${wish}&at=${at(5)}&to=${at(6)}`, 'at must not be given together with from or to'],
    [`who-could?${wish}&at=${at(5)}&destination=ftp://x.example/`, 'destination must be an https URL'],
    [
      `who-could?${wish}&at=${at(5)}&destination=https://x.example/%3Fa=b`,
      /^destination must be a URL without a query/,
    ],
    [`who-could?feature=tokens.list&at=${at(5)}&destination=https://x.example/`, 'destination is of forwards only'],
    [
      `who-could?feature=payment-data.forward&at=${at(5)}&destination=https://x.example/`,
      /^destination of payment-data.forward is its merchant’s/,
    ],
    ['timeline?from=now', 'from must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)'],
    ['timeline?type=KeyEaten', /^type must be one of /],
    ['seals?log=accesses', 'log must be one of events, user-actions'],
    [`proofs/${randomUUID()}?x=1`, 'x is not known'],
  ])('%s: 400', async (path, why) => {
    const answer = get(path);
    const [words = ''] = await Promise.all([problem(answer)]);
    expect(words.replace(/^400 bad_query: /, '')).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
    expect((await answer).status).toBe(400);
  });

  test('a position of another log: 400', async () => {
    const headers = { 'x-latchkey-min-position': `${randomUUID()}:0000000000000001` };
    for (const path of ['timeline', `as-of?at=${at(5)}`, `history?key=${key(1)}`, 'seals'])
      expect(await problem(mine.get(`/audit/${path}`, headers))).toMatch(/^400 unknown_position: /);
  });
});
