import { createInstallation, type Installation, type StartRun } from '@latchkey/testing';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTour, WHOLE_SECRETS } from './support/run-tour';

const THREE_STARTS_MS = 180_000;

describe('the demo of npm start', () => {
  let installation: Installation;
  let run: StartRun;
  beforeAll(async () => {
    installation = await createInstallation();
    // Killed while it makes the demo, twice: the next start carries on.
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await half(run);
    await run.kill('SIGKILL');
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await until(run, () => made('/tokens/:id/payment-data') > 0);
    await run.kill('SIGKILL');
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await run.ready;
  }, THREE_STARTS_MS);
  afterAll(() => installation.dispose());

  const half = async (start: StartRun): Promise<void> => {
    await until(start, () => made('/tokens') >= 20);
    expect(made('/tokens')).toBeLessThan(104);
  };
  /** As commerce's log has it. */
  const made = (route: string): number => {
    const log = join(installation.dataDir, 'logs', 'commerce.log');
    return existsSync(log) ? readFileSync(log, 'utf8').split(`"route":"${route}","status":201`).length - 1 : 0;
  };
  const asOperator = async (path: string, accountId?: string): Promise<{ data: Record<string, unknown>[] }> => {
    const { key_management_url, operator_token } = installation.local();
    const account = accountId ? { 'x-latchkey-account': accountId } : {};
    const headers = { authorization: `Bearer ${operator_token}`, ...account };
    return (await (await fetch(`${key_management_url}${path}`, { headers })).json()) as {
      data: Record<string, unknown>[];
    };
  };

  test('is one ecosystem account with three merchants besides its own, also after an interruption', async () => {
    const demo = installation.local().demo;
    const accounts = await asOperator('/accounts');
    expect(accounts.data).toEqual([expect.objectContaining({ id: demo?.account_id, operating_model: 'ecosystem' })]);
    const merchants = await asOperator('/merchants', demo?.account_id);
    const others = merchants.data
      .filter((merchant) => merchant['is_primary'] !== true)
      .map((merchant) => merchant['id']);
    expect(others.toSorted()).toEqual([...(demo?.merchant_ids ?? [])].toSorted());
    expect(others).toHaveLength(3);
  });

  test('has keys with a past, of which no import key is active', async () => {
    const accountId = installation.local().demo?.account_id ?? '';
    const keys = (await asOperator('/api-keys?status=all&limit=500', accountId)).data;
    const active = keys.filter((key) => key['status'] === 'active').map((key) => key['label']);
    expect(active.toSorted()).toEqual(['Checkout EU', 'Order backend', 'Reporting']);
    expect(keys.filter((key) => key['label'] === 'Checkout')).toEqual([expect.objectContaining({ status: 'revoked' })]);
    expect(keys.filter((key) => key['label'] === 'Order backend')).toHaveLength(1);
  });

  test('has an owner who can sign in, with a password that is printed nowhere', async () => {
    const { dashboard_url, demo } = installation.local();
    const { email = '', password = '' } = demo ?? {};
    const answer = await fetch(`${dashboard_url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: dashboard_url },
      body: JSON.stringify({ email, password }),
    });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({
        user: expect.objectContaining({ email: 'owner@demo.example', role: 'owner' }) as object,
        account: expect.objectContaining({ id: demo?.account_id }) as object,
      }),
    ]);
    const file = join(installation.dataDir, 'demo-password');
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([`${password}\n`, 0o600]);
    expect(run.output()).toContain(`owner@demo.example, its password: cat ${file}`);
    expect(run.output()).not.toContain(password);
    const logs = join(installation.dataDir, 'logs');
    expect(readdirSync(logs).filter((name) => readFileSync(join(logs, name), 'utf8').includes(password))).toEqual([]);
  });

  test('can be toured: every promise holds, and no secret is printed whole', async () => {
    const { code, output } = await runTour(installation.dataDir);
    expect(output).toMatch(/Every promise held\.\n$/);
    expect(code).toBe(0);
    for (const secret of WHOLE_SECRETS) expect(output).not.toMatch(secret);
    expect(output).not.toContain(installation.local().operator_token);
  });

  test('may forward to the local provider, before the tour and after it', async () => {
    const { demo } = installation.local();
    const url = `http://localhost:${installation.portBase + 12}/v1/payments`;
    const { data } = await asOperator('/destinations', demo?.account_id);
    expect(data).toEqual([
      expect.objectContaining({
        ...{ host: 'localhost', ports: [installation.portBase + 12], path_prefixes: ['/v1/payments'] },
        ...{ methods: ['POST'], insecure_loopback: true, merchant_ids: null },
      }),
    ]);
    const merchants = (await asOperator('/merchants', demo?.account_id)).data.filter(({ is_primary }) => !is_primary);
    expect(merchants.map((merchant) => merchant['payment_forward_url'])).toEqual([url, url, url]);
  });

  test('has each of its tokens and bundles once', async () => {
    const { commerce_url, key_management_url, operator_token, demo } = installation.local();
    const created = await fetch(`${key_management_url}/api-keys`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${operator_token}`,
        'x-latchkey-account': demo?.account_id ?? '',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ label: 'Count' }),
    });
    const { secret } = (await created.json()) as { secret: string };
    const position = created.headers.get('x-latchkey-position') ?? '';
    const answer = await fetch(`${commerce_url}/tokens?limit=500`, {
      headers: { 'x-api-key': secret, 'x-latchkey-min-position': position },
    });
    const { data } = (await answer.json()) as { data: { id: string; business_key: string }[] };
    expect(data).toHaveLength(104);
    expect(new Set(data.map((token) => token.business_key)).size).toBe(104);
    const references: unknown[] = [];
    for (const { id } of data.filter(({ business_key }) => business_key <= 'demo-010')) {
      const list = await fetch(`${commerce_url}/tokens/${id}/payment-data`, { headers: { 'x-api-key': secret } });
      const bundles = (await list.json()) as { data: { reference: string; success: boolean }[] };
      references.push(...bundles.data.filter(({ success }) => success).map(({ reference }) => reference));
    }
    expect(references.toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `demo-order-${number}`));
  });

  test('leaves no API key and no card number in any log or state file', () => {
    const files = [installation.dataDir, join(installation.dataDir, 'logs')].flatMap((directory) =>
      readdirSync(directory).map((name) => join(directory, name)),
    );
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'utf8'));
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.join('\n')).not.toMatch(/lk_(test|live)_[0-9A-Za-z]{22}_/);
    expect(texts.join('\n')).not.toMatch(/4111111111111111|5555555555554444/);
    expect(run.output()).not.toMatch(/lk_(test|live)_[0-9A-Za-z]{22}_/);
  });
});

/** Ends with the run, too. */
const until = async (run: StartRun, condition: () => boolean): Promise<void> => {
  let running = true;
  void run.exited.finally(() => (running = false));
  while (running && !condition()) await sleep(10);
};
