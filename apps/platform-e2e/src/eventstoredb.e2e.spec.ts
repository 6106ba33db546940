import { type DoubleLog, type EsdbDouble, startEsdbDouble } from '@latchkey/event-store-eventstoredb/testing';
import { createInstallation, type Installation, type StartRun } from '@latchkey/testing';
import { call, operatorOf, patiently } from '@latchkey/testing/platform';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTour } from './support/run-tour';

/** All services as processes on `esdb://…`, against the double: it shows us and the client, not the real server. */
describe('npm start with EVENT_STORE_URL=esdb://…', () => {
  let first: EsdbDouble;
  let second: EsdbDouble;
  let installation: Installation;
  let run: StartRun;
  let known: { account: string; secret: string };
  beforeAll(async () => {
    [first, second, installation] = await Promise.all([startEsdbDouble(), startEsdbDouble(), createInstallation()]);
  });
  afterAll(async () => {
    await installation.dispose();
    await second.close();
  });

  const operator = () => {
    const { operator_token: operatorToken, key_management_url: url } = installation.local();
    return operatorOf({ operatorToken, services: { key_management: { url } } });
  };
  const logOf = (service: string) => readFileSync(join(installation.dataDir, 'logs', `${service}.log`), 'utf8');
  /** With an idempotency key, so that a client may repeat what was not answered. */
  const createKey = async (account: string) => {
    const options = { method: 'POST', account, json: { label: 'Made meanwhile' } };
    const headers = { 'idempotency-key': randomUUID() };
    const { status, body } = await patiently(() => operator().request('/api-keys', { ...options, headers }));
    expect(status).toBe(201);
    return body as { id: string; secret: string | null };
  };
  const countOfKeys = async (account: string): Promise<number> => {
    const { body } = await patiently(() => operator().request('/api-keys?limit=1', { account }));
    return (body as { pagination: { total_items: number } }).pagination.total_items;
  };
  const statusAtCommerce = async (secret: string): Promise<number> => {
    const url = installation.local().commerce_url;
    return (await patiently(() => call(url, '/tokens', { headers: { 'x-api-key': secret } }))).status;
  };

  test('starts, plays the whole tour and makes keys while all connections are cut once a second: nothing is lost or doubled', async () => {
    let cuts = 0;
    const cutting = setInterval(() => {
      if (first.front.connections() > 0) cuts++;
      first.cut();
    }, 1_000);
    const made: { id: string; secret: string | null }[] = [];
    let account = '';
    try {
      run = installation.start({ EVENT_STORE_URL: first.url });
      await run.ready;
      const { code, output } = await runTour(installation.dataDir);
      expect(output).toMatch(/Every promise held\.\n$/);
      expect(code).toBe(0);
      account = await operator().openAccount('platform');
      while (cuts < 6) made.push(...(await Promise.all([createKey(account), createKey(account), createKey(account)])));
    } finally {
      clearInterval(cutting);
    }
    const events = eventsIn(first.log);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(keysIn(first.log, account)).toEqual(made.map(({ id }) => id).sort());
    await until(async () => (await countOfKeys(account)) === made.length);
    // One that was created by an attempt without an answer has no secret to tell.
    const secrets = made.flatMap(({ secret }) => (secret === null ? [] : [secret]));
    for (const secret of secrets.slice(0, 3)) expect(await statusAtCommerce(secret)).toBe(200);
    expect(first.faults.calls).toMatchObject({ batchAppend: 0, subscribe: 0 });
    known = { account, secret: secrets[0] ?? '' };
  });

  test('with another log auth and the read model rebuild, and say so; what was in the first one is not known', async () => {
    await run.kill('SIGTERM');
    run = installation.start({ EVENT_STORE_URL: second.url });
    await run.ready;
    await until(async () =>
      logOf('key-management').includes('position of another log; rebuilding from the beginning of the log'),
    );
    expect(await statusAtCommerce(known.secret)).toBe(401);
    expect((await operator().request(`/accounts/${known.account}`)).status).toBe(404);
    const account = await operator().openAccount('platform');
    const { secret, id } = await createKey(account);
    await until(async () => (await countOfKeys(account)) === 1);
    await until(async () => (await statusAtCommerce(secret ?? '')) === 200);
    expect(keysIn(second.log, account)).toEqual([id]);
  });

  test('with the first log again all that was in it is back', async () => {
    await run.kill('SIGTERM');
    run = installation.start({ EVENT_STORE_URL: first.url });
    await run.ready;
    await until(async () => (await countOfKeys(known.account)) === keysIn(first.log, known.account).length);
    expect(await statusAtCommerce(known.secret)).toBe(200);
  });

  test('a store that cannot be reached is said so, with the setting’s name and without the password', async () => {
    await run.kill('SIGTERM');
    await first.close();
    run = installation.start({ EVENT_STORE_URL: first.url.replace('esdb://', 'esdb://anna:not-4-logs@') });
    run.ready.catch(() => undefined);
    await until(async () => logOf('auth').includes('the event store that EVENT_STORE_URL names cannot be reached'));
    await run.kill('SIGTERM');
    for (const text of [run.output(), logOf('auth'), logOf('key-management')]) expect(text).not.toContain('not-4-logs');
  });
});

const eventsIn = ({ records }: DoubleLog) => records.filter(({ stream }) => /^(account|apikey)-/.test(stream));
const keysIn = (log: DoubleLog, account: string) =>
  eventsIn(log)
    .filter(({ type, data }) => type === 'KeyCreated' && Buffer.from(data).includes(account))
    .map(({ stream }) => stream.slice('apikey-'.length))
    .sort();

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(50);
}
