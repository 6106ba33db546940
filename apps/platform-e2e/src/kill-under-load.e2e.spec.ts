import { createInstallation, type Installation, type StartRun } from '@latchkey/testing';
import { type Answer, call, type Call } from '@latchkey/testing/platform';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const WORKERS = 4;
/** Lives of keys that have to be acknowledged between one kill and the next. */
const LIVES_BETWEEN_KILLS = 12;

let installation: Installation;
let run: StartRun;

beforeAll(async () => {
  installation = await createInstallation();
  run = installation.start();
  await run.ready;
}, 120_000);
afterAll(() => installation?.dispose());

interface Acknowledged {
  readonly keyId: string;
  readonly secret: string;
  readonly tokenId?: string;
  readonly revoked: boolean;
}

test('whatever is killed while keys are made, used and revoked: nothing that was acknowledged is lost', async () => {
  const { key_management_url: keys, commerce_url: commerce, operator_token: token } = installation.local();
  const operator = { authorization: `Bearer ${token}` };
  const opened = await call(keys, '/accounts', { method: 'POST', headers: operator, json: { name: 'Killed' } });
  expect(opened.status).toBe(201);
  const forAccount = { ...operator, 'x-latchkey-account': (opened.body as { id: string }).id };

  const acknowledged: Acknowledged[] = [];
  const surprises: string[] = [];
  let failures = 0;
  let stopped = false;

  /** Undefined when nobody answered, or the answer was that something is missing: allowed while things are killed. */
  const attempt = async (base: string, path: string, options: Call, expected: number): Promise<Answer | undefined> => {
    const answer = await call(base, path, options).catch(() => undefined);
    if (answer?.status === expected) return answer;
    failures += 1;
    if (answer !== undefined && answer.status !== 503)
      surprises.push(`${options.method} ${path}: ${answer.status} ${answer.text}`);
    await sleep(20);
    return undefined;
  };

  /** What the tour shows: made, used, revoked, refused. */
  const live = async (): Promise<void> => {
    const made = await attempt(
      keys,
      '/api-keys',
      { method: 'POST', headers: forAccount, json: { label: 'Killed' } },
      201,
    );
    if (made === undefined) return;
    const { id: keyId, secret } = made.body as { id: string; secret: string };
    const fact = { keyId, secret };
    const holder = { 'x-api-key': secret, 'x-latchkey-min-position': made.headers.get('x-latchkey-position') ?? '' };
    const card = {
      account_number: '5555555555554444',
      expiry_month: 12,
      expiry_year: 2040,
      business_key: randomUUID(),
    };
    const stored = await attempt(commerce, '/tokens', { method: 'POST', headers: holder, json: card }, 201);
    if (stored === undefined) return void acknowledged.push({ ...fact, revoked: false });
    const tokenId = (stored.body as { id: string }).id;
    await attempt(commerce, `/tokens/${tokenId}`, { headers: holder }, 200);
    if (acknowledged.length % 2 === 0) return void acknowledged.push({ ...fact, tokenId, revoked: false });
    const gone = await attempt(keys, `/api-keys/${keyId}`, { method: 'DELETE', headers: forAccount }, 200);
    // Not answered: it may be revoked or not, so it says nothing about what was acknowledged.
    if (gone === undefined) return;
    acknowledged.push({ ...fact, tokenId, revoked: true });
    const after = { ...holder, 'x-latchkey-min-position': gone.headers.get('x-latchkey-position') ?? '' };
    await attempt(commerce, `/tokens/${tokenId}`, { headers: after }, 401);
  };
  const worker = async (): Promise<void> => {
    while (!stopped) await live();
  };
  const workers = Array.from({ length: WORKERS }, worker);
  const more = async (): Promise<void> => {
    const enough = acknowledged.length + LIVES_BETWEEN_KILLS;
    while (acknowledged.length < enough) await sleep(20);
  };

  for (const name of ['key-management', 'PostgreSQL', 'auth', 'commerce', 'PostgreSQL', 'key-management']) {
    await more();
    process.kill(pidOf(name), 'SIGKILL');
  }
  await more();
  await run.kill('SIGKILL');
  run = installation.start();
  await run.ready;
  await more();
  stopped = true;
  await Promise.all(workers);

  expect(failures).toBeGreaterThan(0);
  expect(surprises).toEqual([]);
  const head = await call(keys, '/api-keys', { method: 'POST', headers: forAccount, json: { label: 'Last' } });
  const position = head.headers.get('x-latchkey-position') ?? '';
  for (const { keyId, secret, tokenId, revoked } of acknowledged) {
    const key = await call(keys, `/api-keys/${keyId}`, { headers: forAccount });
    expect(key.body).toMatchObject({ id: keyId, status: revoked ? 'revoked' : 'active' });
    const headers = { 'x-api-key': secret, 'x-latchkey-min-position': position };
    const used = await call(commerce, `/tokens/${tokenId ?? randomUUID()}`, { headers });
    expect(used.status).toBe(revoked ? 401 : tokenId === undefined ? 404 : 200);
  }
}, 240_000);

function pidOf(name: string): number {
  const read = (...names: string[]): string => readFileSync(join(installation.dataDir, ...names), 'utf8');
  if (name === 'PostgreSQL') return Number(read('postgres', 'postmaster.pid').split('\n')[0]);
  const processes = JSON.parse(read('processes.json')) as { pid: number; entry: string }[];
  const found = processes.find(({ entry }) => entry.includes(`/${name}/`));
  if (found === undefined) throw new Error(`${name} is not among the processes`);
  return found.pid;
}
