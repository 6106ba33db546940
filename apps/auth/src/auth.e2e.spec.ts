import { createTestDatabase, startProcess, type RunningProcess, type TestDatabase } from '@latchkey/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peppersFile } from './testing/history.fixture';
import { createLogDatabase, type LogDatabase } from './testing/log-database.fixture';
import { servicePublicKeys, serviceToken } from './testing/running-auth.fixture';

const entry = 'dist/apps/auth/main.js';
let directory: string;
let database: TestDatabase;
let log: LogDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-auth-'));
  const write = (name: string, content: string) => {
    writeFileSync(join(directory, name), content, { mode: 0o600 });
    return join(directory, name);
  };
  database = await createTestDatabase();
  log = await createLogDatabase(database.ownerUrl, 'latchkey_auth');
  env = {
    ...{ LATCHKEY_MODE: 'test', PORT: '0', ADMIN_PORT: '0', DATABASE_URL: database.url('auth') },
    PEPPERS_FILE: write('peppers.json', peppersFile),
    SERVICE_PUBLIC_KEYS_FILE: write('services.json', JSON.stringify(servicePublicKeys)),
  };
});
afterAll(async () => {
  await log?.close();
  await database?.drop();
  rmSync(directory, { recursive: true });
});

const verify = async ({ url }: RunningProcess) =>
  fetch(`${url}/v1/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await serviceToken()}` },
    body: JSON.stringify({ checks: [{}] }),
  });

describe('auth as a process', () => {
  test('says where it listens, answers, and ends in order on SIGTERM', async () => {
    const auth = await startProcess({ entry, env });
    await eventuallyReady(auth);
    expect((await verify(auth)).status).toBe(200);
    expect(await auth.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(auth.output()).toContain('"msg":"listening"');
  });

  test('starts without its event store, and answers 503 meanwhile', async () => {
    const auth = await startProcess({ entry, env: { ...env, DATABASE_URL: 'postgres://auth:pw@127.0.0.1:1/none' } });
    expect((await verify(auth)).status).toBe(503);
    expect((await fetch(`${auth.adminUrl}/healthz`)).status).toBe(200);
    expect((await fetch(`${auth.adminUrl}/readyz`)).status).toBe(503);
    expect(await auth.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('a wrong setting: one sentence, exit code 1', async () => {
    const started = startProcess({ entry, env: { ...env, PORT: 'http', PEPPERS_FILE: '' } });
    await expect(started).rejects.toThrow(
      /ended with 1:\nauth: bad settings: PORT is wrong \(.*\); PEPPERS_FILE is not set \(.*\)\n$/,
    );
  });
});

async function eventuallyReady({ adminUrl }: RunningProcess): Promise<void> {
  while ((await fetch(`${adminUrl}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
}
