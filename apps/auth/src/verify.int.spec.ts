import type { Position } from '@latchkey/event-store';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { createHistory, makeKey, merchantAdded, opened, scopeOf } from './testing/history.fixture';
import { createLogDatabase, type LogDatabase } from './testing/log-database.fixture';
import { rightCells } from './testing/right.fixture';
import { REASONS } from './testing/right.table';
import { eventually, runAuth, wireCheck, type RunningAuth, type WireVerdict } from './testing/running-auth.fixture';

let database: TestDatabase;
let log: LogDatabase;
let auth: RunningAuth;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await createLogDatabase(database.ownerUrl, 'latchkey_auth');
  auth = await runAuth({ eventStoreUrl: database.url('auth') });
  await eventually(auth.ready, ({ status }) => status === 200);
});
afterAll(async () => {
  await auth?.stop();
  await log?.close();
  await database?.drop();
});

test('the whole right: every cell of the table has its exact verdict and reason over HTTP', async () => {
  const { facts, cells } = rightCells();
  const positions = await createHistory(log.store)(...facts);
  const checks = cells.map(({ key, operation, merchantId }) =>
    wireCheck(key, { feature: operation, merchant_id: merchantId, min_position: positions.at(-1) }),
  );
  const { status, body } = await auth.verify(checks);
  expect(status).toBe(200);
  const given = cells.map(({ name }, at) => `${name}: ${body.verdicts[at]?.verdict} ${body.verdicts[at]?.reason}`);
  const wanted = cells.map(({ name, code }) => `${name}: ${code === 'A' ? 'allow' : 'deny'} ${REASONS[code]}`);
  expect(given).toEqual(wanted);
  expect(given).toHaveLength(840);
  expect(body.verdicts.map((verdict) => verdict.key_id)).toEqual(cells.map(({ key }) => key.keyId));
});

test('what another account owns cannot be told from what does not exist', async () => {
  const { facts, cells } = rightCells();
  const positions = await createHistory(log.store)(...facts);
  const pairs = cells.flatMap((cell) =>
    cell.name.endsWith('merchant foreign')
      ? [{ foreign: cell, unknown: cells.find(({ name }) => name === cell.name.replace('foreign', 'unknown')) }]
      : [],
  );
  const ask = async (list: readonly ((typeof cells)[number] | undefined)[]) => {
    const checks = list.map((cell) =>
      cell === undefined
        ? {}
        : wireCheck(cell.key, {
            ...{ feature: cell.operation, merchant_id: cell.merchantId, min_position: positions.at(-1) },
          }),
    );
    return (await auth.verify(checks)).body.verdicts;
  };
  const foreign = await ask(pairs.map((pair) => pair.foreign));
  expect(foreign).toHaveLength(120);
  expect(foreign).toEqual(await ask(pairs.map((pair) => pair.unknown)));
});

describe('positions', () => {
  test('a check that demands the position of a revocation is never answered from before it', async () => {
    const accountId = randomUUID();
    const append = createHistory(log.store);
    await append(opened(accountId, 'platform'));
    for (let round = 0; round < 20; round += 1) {
      const key = makeKey(accountId);
      const [created] = await append(key.created);
      expect(await auth.verdictOf(key, { min_position: created })).toMatchObject({ verdict: 'allow' });
      const [revoked] = await append(key.revoked);
      const denied = { verdict: 'deny', reason: 'api_key_revoked' };
      expect(await auth.verdictOf(key, { min_position: revoked })).toMatchObject(denied);
    }
  });

  test('no answer at or after the position of a revocation allows, while many ask', async () => {
    const accountId = randomUUID();
    const append = createHistory(log.store);
    const keys = Array.from({ length: 30 }, () => makeKey(accountId));
    const created = await append(opened(accountId, 'platform'), ...keys.map((key) => key.created));
    await auth.verify([wireCheck(keys[0]!, { min_position: created.at(-1) })]);

    const seen: WireVerdict[] = [];
    let asking = true;
    const askers = Array.from({ length: 4 }, async () => {
      while (asking) seen.push(...(await auth.verify(keys.map((key) => wireCheck(key)))).body.verdicts);
    });
    const revokedAt = new Map<string, Position>();
    for (const key of keys) for (const position of await append(key.revoked)) revokedAt.set(key.keyId, position);
    await auth.verify([wireCheck(keys[0]!, { min_position: [...revokedAt.values()].at(-1) })]);
    asking = false;
    await Promise.all(askers);

    const late = seen.filter((verdict) => {
      const revocation = revokedAt.get(verdict.key_id ?? '');
      const isAtOrAfter = revocation !== undefined && log.store.compare(verdict.position as Position, revocation) >= 0;
      return isAtOrAfter === (verdict.verdict === 'allow');
    });
    expect(late).toEqual([]);
    expect(new Set(seen.map(({ verdict }) => verdict))).toEqual(new Set(['allow', 'deny']));
  });

  test('a position that is not reached in time is behind; the other check of the call has its verdict', async () => {
    const accountId = randomUUID();
    const key = makeKey(accountId);
    const [, position] = await createHistory(log.store)(opened(accountId, 'platform'), key.created);
    const [logId, digits = ''] = String(position).split(':');
    const far = `${logId}:${String(Number(digits) + 1_000_000).padStart(digits.length, '0')}`;
    const checks = [wireCheck(key, { min_position: position }), wireCheck(key, { min_position: far })];
    const { body } = await auth.verify(checks, { wait_ms: 100 });
    expect(body.verdicts).toMatchObject([{ verdict: 'allow' }, { verdict: 'unavailable', reason: 'behind' }]);
  });

  test('after the log was renewed, its old positions are unknown and the index was rebuilt from the new one', async () => {
    const accountId = randomUUID();
    const merchantId = randomUUID();
    const key = makeKey(accountId, scopeOf([merchantId], ['tokens.read']));
    const append = createHistory(log.store);
    const facts = [opened(accountId, 'ecosystem'), merchantAdded(accountId, merchantId, true), key.created];
    const old = (await append(...facts)).at(-1);
    expect(await auth.verdictOf(key, { min_position: old })).toMatchObject({ verdict: 'allow' });

    await log.owner.query('select event_store.renew_log_id()');
    const rebuilt = await eventually(
      () => auth.verdictOf(key),
      (verdict) => typeof verdict === 'object' && verdict.position !== old && !verdict.position.startsWith(logOf(old)),
    );
    expect(rebuilt).toMatchObject({ verdict: 'allow' });
    const demanding = await auth.verdictOf(key, { min_position: old });
    expect(demanding).toMatchObject({ verdict: 'malformed', reason: 'unknown_position' });
    expect(auth.logs()).toContain('rebuilding the index');
  });
});

const logOf = (position: string | undefined): string => position?.split(':')[0] ?? '';
