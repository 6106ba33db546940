import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { createIdempotency } from './idempotency';
import { createIdempotencyKeys, generateIdempotencyKeyFile } from './idempotency-keys';
import type {
  Answer,
  Attempt,
  AttemptAtEffect,
  IdempotencyOptions,
  IdempotentRequest,
  WorkResult,
} from './idempotency.types';
import { idempotencyMigration } from './migration';

let database: TestDatabase;
let pool: Pool;
const keys = createIdempotencyKeys(generateIdempotencyKeyFile(), { mode: 'live' });

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 20 });
  await pool.query(`CREATE SCHEMA app; ${idempotencyMigration('app')}`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const build = (over: Partial<IdempotencyOptions> = {}) => createIdempotency({ pool, schema: 'app', keys, ...over });

const requestOf = (over: Partial<IdempotentRequest> = {}): IdempotentRequest => ({
  scope: { accountId: randomUUID(), caller: 'operator:ada', method: 'POST', path: '/things', key: 'k-1' },
  fingerprint: ['body'],
  ...over,
});

const answer = (body: unknown): Answer => ({ status: 201, headers: { location: '/things/1' }, body });
const answering = (body: unknown) => async (): Promise<WorkResult> => ({ answer: answer(body) });
const refusal = Object.assign(new Error('refused'), { status: 422 });
const failing = (error: unknown) => async (): Promise<WorkResult> => Promise.reject(error as Error);
const mustNotRun = async (): Promise<WorkResult> => Promise.reject(new Error('this work must not run'));

const rows = async (request: IdempotentRequest) =>
  (await pool.query('SELECT * FROM app.idempotency_records WHERE account_id = $1', [request.scope.accountId])).rows;
const timePasses = (request: IdempotentRequest, interval: string) =>
  pool.query(
    `UPDATE app.idempotency_records SET lease_until = lease_until - $2::interval, expires_at = expires_at - $2::interval
     WHERE account_id = $1`,
    [request.scope.accountId, interval],
  );

describe('the same request again', () => {
  test('gets the first answer, and the work is not done again', async () => {
    const request = requestOf();
    expect(await build().execute(request, answering({ n: 1 }))).toEqual({ kind: 'fresh', answer: answer({ n: 1 }) });
    expect(await build().execute(request, mustNotRun)).toEqual({ kind: 'replayed', answer: answer({ n: 1 }) });
  });

  test('is told what was remembered where that differs from the answer', async () => {
    const request = requestOf();
    const work = async () => ({ answer: answer({ secret: 'once' }), remembered: answer({ secret: null }) });
    expect(await build().execute(request, work)).toMatchObject({ answer: { body: { secret: 'once' } } });
    expect(await build().execute(request, mustNotRun)).toMatchObject({ answer: { body: { secret: null } } });
  });

  test('is the first one once 24 hours are over', async () => {
    const request = requestOf();
    await build().execute(request, answering(1));
    await timePasses(request, '23:59:00');
    expect(await build().execute(request, mustNotRun)).toMatchObject({ kind: 'replayed' });
    await timePasses(request, '00:02:00');
    expect(await build().execute(request, answering(2))).toMatchObject({ kind: 'fresh', answer: { body: 2 } });
  });

  test('is recognised after the key file got a new current key', async () => {
    const secret = () => Buffer.from(randomUUID().slice(0, 32)).toString('base64');
    const both = { 1: secret(), 2: secret() };
    const on = (current: number) =>
      build({ keys: createIdempotencyKeys(JSON.stringify({ current, keys: both }), { mode: 'live' }) });
    const request = requestOf();
    await on(1).execute(request, answering('first'));
    expect(await on(2).execute(request, mustNotRun)).toMatchObject({ kind: 'replayed', answer: { body: 'first' } });
  });
});

test('it can be asked whether a request was begun before', async () => {
  const request = requestOf();
  const begunBefore = () => build().wasBegun(request.scope);
  expect(await begunBefore()).toBe(false);
  await expect(build().execute(request, failing(refusal))).rejects.toBe(refusal);
  expect(await begunBefore()).toBe(false);
  await build().execute(request, async () => {
    expect(await begunBefore()).toBe(true);
    return { answer: answer(1) };
  });
  expect(await begunBefore()).toBe(true);
});

test('another request under the same key is a mismatch, finished or not', async () => {
  const request = requestOf();
  const other = { ...request, fingerprint: ['another body'] };
  await build().execute(request, async () => {
    expect(await build().execute(other, mustNotRun)).toEqual({ kind: 'mismatch' });
    return { answer: answer(1) };
  });
  expect(await build().execute(other, mustNotRun)).toEqual({ kind: 'mismatch' });
});

test('of 20 at once one does the work, the others are told that it is running, later the answer', async () => {
  const request = requestOf();
  let runs = 0;
  const { promise: others, resolve: othersDone } = Promise.withResolvers<void>();
  const work = async () => {
    runs += 1;
    await others;
    return { answer: answer('once') };
  };
  const outcomes = Array.from({ length: 20 }, () => build().execute(request, work));
  let running = 0;
  for (const outcome of outcomes)
    void outcome.then(({ kind }) => kind === 'running' && ++running === 19 && othersDone());
  const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'fresh')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'running')).toHaveLength(19);
  expect(runs).toBe(1);
  expect(await build().execute(request, mustNotRun)).toMatchObject({ kind: 'replayed', answer: { body: 'once' } });
});

/** An attempt of a process that is gone: its work neither ends nor fails. Resolves once it has begun. */
const vanishing = (request: IdempotentRequest): Promise<Attempt> =>
  new Promise((resolve, reject) => {
    const never = (attempt: Attempt) => {
      resolve(attempt);
      return new Promise<WorkResult>(() => undefined);
    };
    build().execute(request, never).catch(reject);
  });

describe('an attempt that was never heard of again', () => {
  test('blocks the next one until its lease runs out, then hands over its ids', async () => {
    const request = requestOf({ leaseMs: 20_000 });
    const first = await vanishing(request);
    const blocked = await build().execute(request, mustNotRun);
    expect(blocked).toEqual({ kind: 'running', retryAfterMs: expect.any(Number) });
    expect(blocked.kind === 'running' && blocked.retryAfterMs).toBeLessThanOrEqual(20_000);

    await timePasses(request, '00:00:20');
    let second: Attempt | undefined;
    const outcome = await build().execute(request, async (attempt) => {
      second = attempt;
      return { answer: answer('second') };
    });
    expect(outcome).toMatchObject({ kind: 'fresh', answer: { body: 'second' } });
    expect(second).toMatchObject({ commandId: first.commandId, resourceId: first.resourceId, attempt: 2 });
  });

  test('is taken over by one of many', async () => {
    const request = requestOf();
    await vanishing(request);
    await timePasses(request, '00:00:20');
    const attempts: number[] = [];
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        build().execute(request, async ({ attempt }) => {
          attempts.push(attempt);
          return { answer: answer(attempt) };
        }),
      ),
    );
    expect(attempts).toEqual([2]);
    expect(outcomes.filter(({ kind }) => kind === 'fresh')).toHaveLength(1);
  });

  test('that comes back late does not overwrite the answer of the one that took over', async () => {
    const request = requestOf();
    const outcome = await build().execute(request, async () => {
      await timePasses(request, '00:00:20');
      await build().execute(request, answering('second'));
      return { answer: answer('late') };
    });
    expect(outcome).toMatchObject({ kind: 'fresh', answer: { body: 'late' } });
    expect(await build().execute(request, mustNotRun)).toMatchObject({ kind: 'replayed', answer: { body: 'second' } });
  });

  test('is forgotten after 24 hours: its key may be used for anything', async () => {
    const request = requestOf();
    await vanishing(request);
    await timePasses(request, '24:00:00');
    const other = { ...request, fingerprint: ['another body'] };
    expect(await build().execute(other, answering('other'))).toMatchObject({ kind: 'fresh' });
  });
});

describe('work that fails', () => {
  test('without an effect leaves nothing behind: a corrected request may use the key', async () => {
    const request = requestOf();
    await expect(build().execute(request, failing(refusal))).rejects.toBe(refusal);
    expect(await rows(request)).toEqual([]);
    const corrected = { ...request, fingerprint: ['corrected'] };
    expect(await build().execute(corrected, answering('good'))).toMatchObject({ kind: 'fresh' });
  });

  test.each([
    ['a problem of unknown outcome', { status: 503, classifier: 'outcome_unknown' }],
    ['an outage', { status: 503, classifier: 'store_unavailable' }],
    ['a bug', {}],
  ])('with %s lets the next request try again at once, with the same ids', async (_, error) => {
    const request = requestOf();
    const failure = Object.assign(new Error('unknown'), error);
    const attempts: Attempt[] = [];
    const failed = build().execute(request, async (attempt) => {
      attempts.push(attempt);
      throw failure;
    });
    await expect(failed).rejects.toBe(failure);
    const again = await build().execute(request, async (attempt) => {
      attempts.push(attempt);
      return { answer: answer('again') };
    });
    expect(again).toMatchObject({ kind: 'fresh', answer: { body: 'again' } });
    const [first, second] = attempts;
    expect(second).toMatchObject({ commandId: first?.commandId, resourceId: first?.resourceId, attempt: 2 });
    expect(await build().execute(request, mustNotRun)).toMatchObject({ kind: 'replayed' });
  });

  test('without an effect after an attempt of unknown outcome keeps the ids, and frees the lease', async () => {
    const request = requestOf();
    const ids: string[] = [];
    const record = (error: Error) => async (attempt: Attempt) => {
      ids.push(attempt.commandId);
      throw error;
    };
    await build()
      .execute(request, record(new Error('unknown')))
      .catch(() => undefined);
    await build()
      .execute(request, record(refusal))
      .catch(() => undefined);
    await build()
      .execute(request, record(refusal))
      .catch(() => undefined);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('an effect that must not happen twice', () => {
  const begun = async (request: IdempotentRequest, work: () => Promise<WorkResult>) =>
    build().execute(request, async ({ beginEffect }) => {
      expect(await beginEffect()).toBe(true);
      return work();
    });
  /** A process that is gone after its effect began. Resolves once it has. */
  const vanishingAfterEffect = (request: IdempotentRequest): Promise<void> =>
    new Promise((resolve, reject) => {
      const never = async ({ beginEffect }: AttemptAtEffect) => {
        await beginEffect();
        resolve();
        return new Promise<WorkResult>(() => undefined);
      };
      build().execute(request, never).catch(reject);
    });
  const unknown = Object.assign(new Error('no answer'), { status: 504 });

  test('and is never heard of again is never begun again, however much time passes', async () => {
    const request = requestOf();
    await vanishingAfterEffect(request);
    expect(await build().execute(request, mustNotRun)).toMatchObject({ kind: 'running' });
    await pool.query(
      `UPDATE app.idempotency_records SET lease_until = now() - interval '9 years' WHERE account_id = $1`,
      [request.scope.accountId],
    );
    expect(await build().execute(request, mustNotRun)).toEqual({ kind: 'unknown' });
    await build().sweep();
    expect(await build().execute(request, mustNotRun)).toEqual({ kind: 'unknown' });
    expect(await build().execute({ ...request, fingerprint: ['other'] }, mustNotRun)).toEqual({ kind: 'mismatch' });
  });

  test('and whose outcome is not known is told as unknown at once', async () => {
    const request = requestOf();
    await expect(begun(request, failing(unknown))).rejects.toBe(unknown);
    expect(await build().execute(request, mustNotRun)).toEqual({ kind: 'unknown' });
  });

  test('and ended is replayed, and expires like any other', async () => {
    const request = requestOf();
    expect(await begun(request, answering('done'))).toMatchObject({ kind: 'fresh' });
    expect(await build().execute(request, mustNotRun)).toMatchObject({ kind: 'replayed', answer: { body: 'done' } });
    await timePasses(request, '24:01:00');
    await build().sweep();
    expect(await rows(request)).toEqual([]);
  });

  test('and provably did not happen leaves nothing behind, in a later attempt too', async () => {
    const request = requestOf();
    await expect(build().execute(request, failing(new Error('bug')))).rejects.toThrow('bug');
    await expect(begun(request, failing(refusal))).rejects.toBe(refusal);
    expect(await rows(request)).toEqual([]);
  });

  test('does not begin in an attempt that was taken over meanwhile', async () => {
    const request = requestOf();
    let began: boolean | undefined;
    await build().execute(request, async ({ beginEffect }) => {
      await timePasses(request, '00:00:20');
      await begun(request, answering('second'));
      began = await beginEffect();
      return { answer: answer('late') };
    });
    expect(began).toBe(false);
    expect(await build().execute(request, mustNotRun)).toMatchObject({ answer: { body: 'second' } });
  });

  test('begins in one of two that race for a record', async () => {
    const request = requestOf();
    const started: string[] = [];
    await vanishing(request);
    await timePasses(request, '00:00:20');
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        build().execute(request, async ({ beginEffect }) => {
          if (await beginEffect()) started.push(name);
          return { answer: answer(name) };
        }),
      ),
    );
    expect(started).toHaveLength(1);
  });
});

describe('when the record cannot be completed', () => {
  test('the answer is given all the same, and somebody is told', async () => {
    const request = requestOf();
    const told: unknown[] = [];
    const broken = new Error('the database is gone');
    let gone = false;
    const flaky = { query: (statement: never) => (gone ? Promise.reject(broken) : pool.query(statement)) };
    const outcome = await build({ pool: flaky as never, onIncomplete: (error) => told.push(error) }).execute(
      request,
      async () => {
        gone = true;
        return { answer: answer('done') };
      },
    );
    expect(outcome).toMatchObject({ kind: 'fresh', answer: { body: 'done' } });
    expect(told).toEqual([broken]);
  });
});

describe('at rest', () => {
  test('there is neither the key, nor the body, nor the answer', async () => {
    const canary = 'canary-8f3a';
    const request = requestOf({ fingerprint: [canary] });
    const scope = { ...request.scope, key: canary };
    await build().execute({ ...request, scope }, answering({ canary }));
    const stored = JSON.stringify(
      (await rows(request)).map((row) =>
        Object.values(row).map((v) => (Buffer.isBuffer(v) ? v.toString('latin1') : v)),
      ),
    );
    expect(stored).not.toContain(canary);
  });

  test('an answer that was moved to another record is refused', async () => {
    const [one, other] = [requestOf(), requestOf()];
    await build().execute(one, answering(1));
    await build().execute(other, answering(2));
    await pool.query(
      `UPDATE app.idempotency_records AS t SET answer = s.answer FROM app.idempotency_records AS s
       WHERE t.account_id = $1 AND s.account_id = $2`,
      [one.scope.accountId, other.scope.accountId],
    );
    await expect(build().execute(one, mustNotRun)).rejects.toThrow(/cannot be decrypted/);
  });

  test('what has expired is swept away, what has not stays', async () => {
    const [old, young] = [requestOf(), requestOf()];
    await build().execute(old, answering(1));
    await build().execute(young, answering(2));
    await timePasses(old, '25:00:00');
    expect(await build().sweep()).toBeGreaterThanOrEqual(1);
    expect(await rows(old)).toEqual([]);
    expect(await rows(young)).toHaveLength(1);
  });
});

test('a schema that is more than an identifier is refused', () => {
  expect(() => idempotencyMigration('app; drop table x')).toThrow(/identifier/);
});
