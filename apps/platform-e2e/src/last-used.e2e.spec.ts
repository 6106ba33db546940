import { createInstallation, type Installation, type StartRun } from '@latchkey/testing';
import { backendOf, operatorOf } from '@latchkey/testing/platform';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

let installation: Installation;
let run: StartRun;
let account: string;
let key: { id: string; secret: string; position: string };

beforeAll(async () => {
  installation = await createInstallation();
  run = installation.start({ LATCHKEY_AUTH_REPLICAS: '2' });
  await run.ready;
  account = await operator().openAccount('platform');
  key = await operator().makeKey(account);
}, 120_000);
afterAll(() => installation?.dispose());

const operator = () => {
  const { operator_token: operatorToken, key_management_url: url } = installation.local();
  return operatorOf({ operatorToken, services: { key_management: { url } } });
};
const second = (): number => Math.floor(Date.now() / 1000);
const lastUsed = async (id: string): Promise<number | null> => {
  const { status, body } = await operator().request(`/api-keys/${id}`, { account });
  expect(status).toBe(200);
  const { last_used_at: time } = body as { last_used_at: string | null };
  return time === null ? null : Date.parse(time) / 1000;
};
/** Uses the key in a second of its own, and answers between which it was. */
const use = async (): Promise<[number, number]> => {
  const before = second();
  while (second() === before) await sleep(20);
  const began = second();
  const { status } = await backendOf(installation.local().commerce_url, key).get('/tokens');
  expect(status).toBe(200);
  return [began, second()];
};
const shown = async ([from, to]: [number, number]): Promise<void> => {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const seen = (await lastUsed(key.id)) ?? 0;
    if (seen >= from) return expect(seen).toBeLessThanOrEqual(to);
    if (performance.now() > deadline) throw new Error(`last used at ${seen}, used between ${from} and ${to}`);
    await sleep(50);
  }
};
const replicasOfAuth = (): number[] => {
  const processes = JSON.parse(readFileSync(join(installation.dataDir, 'processes.json'), 'utf8')) as {
    pid: number;
    entry: string;
  }[];
  return processes.flatMap(({ pid, entry }) => (entry.includes('/auth/') ? [pid] : []));
};

test('a key that is used at commerce is shown with the second of its last use, and one that is not without', async () => {
  const idle = await operator().makeKey(account);
  expect(await lastUsed(key.id)).toBeNull();
  await shown(await use());
  await shown(await use());
  expect(await lastUsed(idle.id)).toBeNull();
});

test('whichever replica gave the verdict', async () => {
  for (const replica of replicasOfAuth()) {
    process.kill(replica, 'SIGKILL');
    await shown(await use());
  }
});

test('what was shown is not lost when both are killed at once', async () => {
  const before = await use();
  await shown(before);
  for (const replica of replicasOfAuth()) process.kill(replica, 'SIGKILL');
  await shown(await use());
  expect(await lastUsed(key.id)).toBeGreaterThanOrEqual(before[0]);
});

test('a use right before everything is stopped in order is there after the next start', async () => {
  const used = await use();
  expect(await run.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  run = installation.start({ LATCHKEY_AUTH_REPLICAS: '2' });
  await run.ready;
  await shown(used);
});
