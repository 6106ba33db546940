import { createPool } from '@latchkey/postgres';
import { createInstallation, type Installation, type StartRun } from '@latchkey/testing';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** As a version left it that knew neither encryption keys nor a local provider nor a dashboard nor seals. */
describe('npm start on the data directory of an earlier version', () => {
  let installation: Installation;
  let run: StartRun;
  let accountId: string;
  let merchantIds: readonly string[];
  const OTHER_PORTS = 15;

  beforeAll(async () => {
    installation = await createInstallation();
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await run.ready;
    const { demo } = installation.local();
    accountId = demo?.account_id ?? '';
    merchantIds = demo?.merchant_ids ?? [];
    await asOperator('PUT', '/destinations', { data: [{ host: 'api.psp.example' }] });
    for (const id of merchantIds) await asOperator('PATCH', `/merchants/${id}`, { payment_forward_url: null });
    await asOperator('PATCH', `/merchants/${merchantIds[1]}`, { payment_forward_url: 'https://api.psp.example/pay' });
    await forgetUsers();
    await run.kill('SIGTERM');
    rmSync(join(installation.dataDir, 'demo-password'));
    rmSync(join(installation.dataDir, 'secrets', 'key-management-service-key.json'));
    rmSync(join(installation.dataDir, 'secrets', 'commerce-service-public-keys.json'));
    rmSync(join(installation.dataDir, 'secrets', 'sealing-key.json'));
    rmSync(join(installation.dataDir, 'sealing-public-key.pem'));
    rmSync(join(installation.dataDir, 'secrets', 'commerce-sealing-key.json'));
    rmSync(join(installation.dataDir, 'commerce-sealing-public-key.pem'));
    const { provider_url, email, ...earlier } = demoFile();
    expect([provider_url, email]).toEqual([providerUrl(), 'owner@demo.example']);
    writeFileSync(join(installation.dataDir, 'demo.json'), JSON.stringify(earlier));
  });
  afterAll(() => installation.dispose());

  const forgetUsers = async (): Promise<void> => {
    const pool = createPool({ connectionString: installation.local().database_url, applicationName: 'test', max: 1 });
    for (const table of ['known_devices', 'sessions', 'users']) await pool.query(`delete from key_management.${table}`);
    await pool.end();
  };
  const demoFile = (): Record<string, unknown> =>
    JSON.parse(readFileSync(join(installation.dataDir, 'demo.json'), 'utf8')) as Record<string, unknown>;
  const providerUrl = (offset = 0): string => `http://localhost:${installation.portBase + offset + 12}/v1/payments`;
  const asOperator = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const { key_management_url, operator_token } = installation.local();
    const response = await fetch(`${key_management_url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${operator_token}`,
        'x-latchkey-account': accountId,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect([path, response.status]).toEqual([path, method === 'POST' ? 201 : 200]);
    return (await response.json()) as Record<string, unknown>;
  };
  const destinations = async (): Promise<unknown[]> => {
    const { data } = (await asOperator('GET', '/destinations')) as { data: { host: string; ports: number[] }[] };
    return data.map(({ host, ports }) => `${host}:${ports.join()}`).toSorted();
  };
  const signIn = async (): Promise<number> => {
    const { dashboard_url, demo } = installation.local();
    const { status } = await fetch(`${dashboard_url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: dashboard_url },
      body: JSON.stringify({ email: demo?.email, password: demo?.password }),
    });
    return status;
  };
  const forwardUrls = (): Promise<unknown[]> =>
    Promise.all(merchantIds.map(async (id) => (await asOperator('GET', `/merchants/${id}`))['payment_forward_url']));

  test('makes what that version did not have: encryption keys can be issued', async () => {
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await run.ready;
    expect(installation.local().demo).toMatchObject({ account_id: accountId, merchant_ids: merchantIds });
    const issued = await asOperator('POST', `/merchants/${merchantIds[0]}/encryption-key`);
    expect(Object.keys(issued)).toEqual(expect.arrayContaining(['kid', 'key']));
  });

  test('makes somebody who can sign in to the demo account', async () => {
    await expect(signIn()).resolves.toBe(200);
  });

  test('lets the demo account forward to the local provider, and leaves what was set otherwise', async () => {
    await expect(destinations()).resolves.toEqual(['api.psp.example:443', `localhost:${installation.portBase + 12}`]);
    await expect(forwardUrls()).resolves.toEqual([providerUrl(), 'https://api.psp.example/pay', providerUrl()]);
  });

  test('follows the local provider to other ports', async () => {
    await run.kill('SIGTERM');
    run = installation.start({
      LATCHKEY_DEMO: 'on',
      LATCHKEY_PORT_BASE: String(installation.portBase + OTHER_PORTS),
    });
    await run.ready;
    await expect(destinations()).resolves.toEqual([
      'api.psp.example:443',
      `localhost:${installation.portBase + OTHER_PORTS + 12}`,
    ]);
    const moved = providerUrl(OTHER_PORTS);
    await expect(forwardUrls()).resolves.toEqual([moved, 'https://api.psp.example/pay', moved]);
  });

  test('changes nothing more once the demo is connected and has an owner', async () => {
    await asOperator('PUT', '/destinations', { data: [] });
    const { demo } = installation.local();
    await run.kill('SIGTERM');
    run = installation.start({
      LATCHKEY_DEMO: 'on',
      LATCHKEY_PORT_BASE: String(installation.portBase + OTHER_PORTS),
    });
    await run.ready;
    await expect(destinations()).resolves.toEqual([]);
    expect(installation.local().demo).toEqual(demo);
    await expect(signIn()).resolves.toBe(200);
  });

  test.each(['', 'cut off'])('gives the owner another password where the file of it holds %j', async (contents) => {
    const { demo } = installation.local();
    await run.kill('SIGTERM');
    writeFileSync(join(installation.dataDir, 'demo-password'), contents);
    run = installation.start({ LATCHKEY_DEMO: 'on' });
    await run.ready;
    expect(installation.local().demo).toEqual({ ...demo, password: expect.any(String) as string });
    expect(installation.local().demo?.password).not.toBe(demo?.password);
    await expect(signIn()).resolves.toBe(200);
  });
});
