import { createInstallation, type Installation, repositoryRoot, type StartRun } from '@latchkey/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

describe('the demo of npm start', () => {
  let installation: Installation;
  let run: StartRun;
  beforeAll(async () => {
    installation = await createInstallation();
    // Killed while it makes the demo: the next start carries on.
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await half(run);
    await run.kill('SIGKILL');
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await run.ready;
  });
  afterAll(() => installation.dispose());

  const half = async (start: StartRun): Promise<void> => {
    const log = join(installation.dataDir, 'logs', 'commerce.log');
    const stored = () =>
      existsSync(log) ? readFileSync(log, 'utf8').split('"route":"/tokens","status":201').length - 1 : 0;
    await Promise.race([start.exited, until(() => stored() >= 20)]);
    expect(stored()).toBeLessThan(104);
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

  test('can be toured: every promise holds, and no secret is printed whole', async () => {
    const { code, output } = await tour();
    expect(output).toMatch(/Every promise held\.\n$/);
    expect(code).toBe(0);
    expect(output).not.toMatch(/lk_(test|live)_[0-9A-Za-z]{22}_/);
    expect(output).not.toContain(installation.local().operator_token);
  });

  test('has each of its tokens once', async () => {
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
    const { data } = (await answer.json()) as { data: { business_key: string }[] };
    expect(data).toHaveLength(104);
    expect(new Set(data.map((token) => token.business_key)).size).toBe(104);
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

  const tour = async (): Promise<{ code: number | null; output: string }> => {
    const args = ['--import', './tools/typescript/hooks.mjs', 'tools/tour/tour.ts'];
    const child = spawn(process.execPath, args, {
      cwd: repositoryRoot,
      env: { PATH: process.env['PATH'], LATCHKEY_DATA_DIR: installation.dataDir },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  };
});

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await sleep(10);
};
