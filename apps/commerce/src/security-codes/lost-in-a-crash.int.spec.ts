import { ensureDatabase, ensureRole } from '@latchkey/embedded-postgres';
import { newId, silentLogger, systemClock } from '@latchkey/platform';
import { startDisposablePostgres, type DisposablePostgres } from '@latchkey/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../database/migrate';
import { openStorage, type Storage } from '../storage';
import { storedCard } from '../testing/stored-card';
import { testSettings } from '../testing/test-commerce';
import { sealSecurityCode } from './seal-security-code';

let postgres: DisposablePostgres;
let storage: Storage;
const stopping = new AbortController();

beforeAll(async () => {
  // A server of one's own: this one is killed.
  postgres = await startDisposablePostgres();
  await ensureRole(postgres.url(), { name: 'commerce', password: 'for-this-test' });
  await ensureDatabase(postgres.url(), { name: 'latchkey', owner: 'postgres', users: ['commerce'] });
  await migrate({ ownerUrl: postgres.url('latchkey'), role: 'commerce' });
  const url = new URL(postgres.url('latchkey'));
  url.username = 'commerce';
  url.password = 'for-this-test';
  const settings = testSettings({ databaseUrl: url.href, authUrls: ['http://127.0.0.1:1'] });
  storage = openStorage(settings, { logger: silentLogger(), clock: systemClock, signal: stopping.signal });
  await storage.connected;
});
afterAll(async () => {
  stopping.abort();
  await storage?.close();
  await postgres?.dispose();
});

test('a crash of the database loses the security codes and no token; a new one is kept as before', async () => {
  const accountId = newId();
  const account = await storage.vault.forAccount(accountId);
  const now = systemClock.now();
  const keep = async (securityCode: string): Promise<string> => {
    const tokenId = newId();
    const code = sealSecurityCode(account, { tokenId, accountId, securityCode, tokenExpiresAt: null, now });
    await storage.tokens.insert(storedCard(account, { id: tokenId, accountId }), code);
    return tokenId;
  };
  const everything = { accountId, merchantIds: '*' } as const;
  const before = await keep('737');
  expect(await storage.securityCodes.read(before, accountId)).toBe('737');

  await postgres.kill();
  await postgres.restart();
  const again = async () => storage.tokens.find(before, everything).catch(() => sleep(50));
  let token = await again();
  while (token === undefined) token = await again();
  expect(token).toMatchObject({ id: before });
  expect(await storage.securityCodes.read(before, accountId)).toBeNull();

  const after = await keep('111');
  expect(await storage.securityCodes.read(after, accountId)).toBe('111');
}, 60_000);
