import { FEATURES, UNSCOPED_OPERATIONS } from '@latchkey/accounts-domain';
import type { EventStore, Position, RecordedEvent } from '@latchkey/event-store';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import type { Operation } from '@latchkey/keys-domain';
import { createPeppers } from '@latchkey/keys-format';
import { createReplay, effectiveTime, isoTime, type Replay } from '@latchkey/replay';
import { parsePublicLine, type PublicEvent, publicLine } from '@latchkey/seals';
import { call, operatorOf, type Platform, startPlatform, startSealer } from '@latchkey/testing/platform';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { goldenHistory, type GoldenHistory, randomFrom } from './audit-golden/golden-history';
import { inParallel } from './support/in-parallel';

/**
 * What a replay, the HTTP API and the command line say of any time is what an auth service said that had been fed the log to
 * that time and no further: the real one, asked over HTTP with the keys' real digests.
 */
const SEED = 20_261_126;
const MOMENTS = 100;
const QUESTIONS_EACH = 5;
const ASKED_BY_COMMAND = 4;

interface Question {
  readonly timeMs: number;
  readonly key: GoldenHistory['keys'][number];
  readonly operation: Operation;
  readonly merchantId: string | undefined;
}
interface Judged extends Question {
  readonly verdict: { readonly verdict: string; readonly reason: string | null } & Grant;
}
interface Grant {
  readonly merchant_ids: '*' | readonly string[] | null;
  readonly features: '*' | readonly string[] | null;
}

let platform: Platform;
let sealer: Awaited<ReturnType<typeof startSealer>>;
let store: EventStore & { close(): Promise<void> };
let history: GoldenHistory;
let judged: Judged[];
let events: PublicEvent[];
let last: Position;

beforeAll(async () => {
  platform = await startPlatform();
  sealer = await startSealer(platform);
  const connectionString = platform.database.url('key_management');
  store = createPostgresEventStore({ connectionString, applicationName: 'golden' });
  const peppers = createPeppers(readFileSync(join(platform.directory, 'peppers.json'), 'utf8'));
  history = goldenHistory(SEED, peppers);
  judged = await judgeWhileItHappens(questionsAbout(history));
  events = await publicEvents();
}, 120_000);
afterAll(async () => {
  await sealer?.kill();
  await store?.close();
  await platform?.stop();
});

/** By time. Most are about a key and a merchant of one account, some about a merchant of another, or none. */
function questionsAbout({ events: all, keys, merchantIds }: GoldenHistory): Question[] {
  const random = randomFrom(SEED + 1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!; // lists are never empty
  const merchantsOf = (accountId: string) =>
    all
      .filter(({ type, data }) => type === 'MerchantAdded' && data['accountId'] === accountId)
      .map(({ data }) => String(data['merchantId']));
  const effective = effectiveTimes(history);
  const [first = 0, final = 0] = [effective[0], effective.at(-1)];
  const moments = Array.from({ length: MOMENTS }, () => Math.floor(first + random() * (final - first)));
  return moments
    .sort((a, b) => a - b)
    .flatMap((timeMs) =>
      Array.from({ length: QUESTIONS_EACH }, () => {
        const key = pick(keys);
        const chance = random();
        const merchantId =
          chance < 0.1 ? undefined : chance < 0.2 ? pick(merchantIds) : pick(merchantsOf(key.accountId));
        return { timeMs, key, operation: pick([...FEATURES, ...FEATURES, ...UNSCOPED_OPERATIONS]), merchantId };
      }),
    );
}

function effectiveTimes({ events: all }: GoldenHistory): number[] {
  let ms: number | null = null;
  return all.map(({ metadata }) => (ms = effectiveTime(ms, Date.parse(String(metadata['time'])))));
}

/** The log grows from question to question, and auth has all of it and nothing more when it is asked. */
async function judgeWhileItHappens(questions: readonly Question[]): Promise<Judged[]> {
  const times = effectiveTimes(history);
  const answered: Judged[] = [];
  let appended = 0;
  const appendTo = async (timeMs: number) => {
    for (; appended < times.length && (times[appended] ?? Infinity) <= timeMs; appended += 1) {
      const { stream, expected, ...event } = history.events[appended]!; // below its length
      ({ position: last } = await store.append(stream, expected, [{ id: randomUUID(), ...event }]));
    }
  };
  for (let at = 0; at < questions.length; at += QUESTIONS_EACH) {
    const asked = questions.slice(at, at + QUESTIONS_EACH);
    await appendTo(asked[0]?.timeMs ?? 0);
    answered.push(...(await askAuth(asked)));
  }
  await appendTo(Infinity);
  return answered;
}

async function askAuth(questions: readonly Question[]): Promise<Judged[]> {
  const checks = questions.map(({ key, operation, merchantId }) => ({
    ...{ key_id: key.id, digest: key.digest.toString('base64url'), feature: operation, min_position: last },
    ...(merchantId === undefined ? {} : { merchant_id: merchantId }),
  }));
  const headers = { authorization: `Bearer ${await platform.serviceToken('commerce')}` };
  const { status, body } = await call(platform.services.auth.url, '/v1/verify', {
    method: 'POST',
    json: { checks },
    headers,
  });
  expect(status).toBe(200);
  const { verdicts } = body as { verdicts: Judged['verdict'][] };
  return questions.map((question, at) => ({ ...question, verdict: verdicts[at]! })); // one for each check
}

async function publicEvents(): Promise<PublicEvent[]> {
  const recorded: RecordedEvent[] = [];
  for await (const delivery of store.subscribe({ streamPrefixes: [] }, new AbortController().signal)) {
    if (delivery.kind === 'caught-up') break;
    if (delivery.kind === 'event') recorded.push(delivery.event);
  }
  return recorded.map((event, at) => parsePublicLine(publicLine(at + 1, event)));
}

const wishOf = ({ operation, merchantId }: Question) => ({ operation, merchantId });
const isAllowed = ({ verdict: { verdict } }: Judged) => verdict === 'allow';
const saidOf = (question: Judged, could: boolean) => ({
  ...{
    key: question.key.id,
    at: isoTime(question.timeMs),
    operation: question.operation,
    merchant: question.merchantId,
  },
  could,
});
const right = (question: Judged) => saidOf(question, isAllowed(question));

test('the history has what it is about, and the questions get every kind of answer', () => {
  const types = new Set(history.events.map(({ type }) => type));
  for (const type of ['OperatingModelChanged', 'MerchantRemoved', 'KeyLabeled', 'KeyRevoked'])
    expect(types).toContain(type);
  expect([history.accountIds.length, history.keys.length, judged.length]).toEqual([3, 200, 500]);
  const times = history.events.map(({ metadata }) => Date.parse(String(metadata['time'])));
  expect(times.filter((time, at) => time < (times[at - 1] ?? 0)).length).toBeGreaterThan(50);
  expect((Math.max(...times) - Math.min(...times)) / 86_400_000).toBeGreaterThan(600);
  const reasons = new Set(judged.map(({ verdict }) => verdict.reason));
  expect(reasons).toEqual(
    new Set([
      ...[null, 'invalid_api_key', 'api_key_revoked', 'scoped_keys_unavailable', 'feature_not_in_scope'],
      ...['operating_model_forbids', 'merchant_not_in_scope', 'merchant_removed'],
    ]),
  );
  expect(judged.filter(isAllowed).length).toBeGreaterThanOrEqual(50);
});

test('a replay says what auth said', () => {
  const replay: Replay = createReplay();
  let next = 0;
  for (const question of judged) {
    for (; next < events.length && replay.isBy(events[next]!, question.timeMs); next += 1) replay.apply(events[next]!);
    const keys = [...replay.whoCould(wishOf(question))].map(({ key }) => key.keyId);
    expect(saidOf(question, keys.includes(question.key.id))).toEqual(right(question));
  }
});

test('the HTTP API says what auth said, about who could and about each key', async () => {
  const operator = operatorOf(platform);
  const [account = ''] = history.accountIds;
  const indexed = await operator.request('/audit/timeline', { account, headers: { 'x-latchkey-min-position': last } });
  expect(indexed.status).toBe(200);
  await inParallel(judged, 6, async (question) => {
    const { key, operation, merchantId, timeMs, verdict } = question;
    const merchant: Record<string, string> = merchantId === undefined ? {} : { merchant_id: merchantId };
    const query = new URLSearchParams({ feature: operation, at: isoTime(timeMs), limit: '500', ...merchant });
    const account = key.accountId;
    const whoCould = await operator.request(`/audit/who-could?${query}`, { account });
    const { data } = whoCould.body as { data?: { key: { id: string } }[] };
    expect(
      saidOf(
        question,
        (data ?? []).some((item) => item.key.id === key.id),
      ),
    ).toEqual(right(question));

    const asOf = await operator.request(`/audit/as-of?at=${isoTime(timeMs)}&key_id=${key.id}`, { account });
    const [shown] = (asOf.body as { data: { status: string; effective_scope: Grant | null }[] }).data;
    const statuses: Record<string, string> = { invalid_api_key: 'none', api_key_revoked: 'revoked' };
    expect(shown?.status).toBe(statuses[verdict.reason ?? ''] ?? 'active');
    if (shown?.status !== 'active') return;
    const everything = { merchant_ids: '*', features: '*' };
    expect(shown.effective_scope ?? everything).toEqual({
      merchant_ids: verdict.merchant_ids,
      features: verdict.features,
    });
  });
});

test('the command line says what auth said', async () => {
  const about = judged.filter(({ merchantId, key: { accountId } }) =>
    history.events.some(({ data }) => data['merchantId'] === merchantId && data['accountId'] === accountId),
  );
  const asked = about.filter((_, at) => at % Math.ceil(about.length / ASKED_BY_COMMAND) === 0);
  await inParallel(asked, 2, async (question) => {
    const { operation, merchantId = '', timeMs } = question;
    const flags = {
      feature: operation,
      merchant: merchantId,
      at: isoTime(timeMs),
      store: platform.database.url('auth'),
    };
    const args = ['who-could', '--json', ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])];
    const stdout = await runAudit(args);
    expect(saidOf(question, stdout.includes(question.key.id))).toEqual(right(question));
  });
});

/** What it wrote. It says so, and ends otherwise, when the merchant came later. */
async function runAudit(args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/apps/audit/main.js', ...args]);
    return stdout;
  } catch (error) {
    if (String(error).includes('no such merchant was in the log by then')) return '';
    throw error;
  }
}
