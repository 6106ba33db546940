import { newId } from '@latchkey/platform';
import { storedCard } from '../testing/stored-card';
import { openTestStorage, type TestStorage } from '../testing/test-storage';
import { sealSecurityCode } from './seal-security-code';

let storage: TestStorage;
let now: Date;
beforeAll(async () => {
  now = new Date('2026-11-23T12:00:00.000Z');
  storage = await openTestStorage({ now: () => now });
});
afterAll(() => storage?.stop());
beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00.000Z');
  await storage.sql('DELETE FROM commerce.tokens');
});

const accountId = newId();
const at = (time: string) => new Date(`2026-11-23T${time}Z`);

async function keep({ securityCode = '123', expiresAt = null as Date | null } = {}): Promise<string> {
  const account = await storage.vault.forAccount(accountId);
  const id = newId();
  const code = sealSecurityCode(account, { tokenId: id, accountId, securityCode, tokenExpiresAt: expiresAt, now });
  expect(await storage.tokens.insert(storedCard(account, { id, accountId, expiresAt }), code)).toBe(true);
  return id;
}
const rows = () => storage.sql<{ token_id: string }>('SELECT token_id FROM commerce_volatile.security_codes');

describe('a security code', () => {
  test('is read while it lives, by its account, and is nowhere in clear', async () => {
    const id = await keep({ securityCode: '4711' });
    expect(await storage.securityCodes.read(id, accountId)).toBe('4711');
    expect(await storage.securityCodes.read(id, newId())).toBeNull();
    expect(await storage.securityCodes.read(newId(), accountId)).toBeNull();
    const [row] = await storage.sql<{ bytes: Buffer }>(
      'SELECT wrapped_key || security_code AS bytes FROM commerce_volatile.security_codes',
    );
    expect(row?.bytes.includes('4711')).toBe(false);
  });

  test('lives under ten minutes, and no longer than its token', async () => {
    const long = await keep();
    const short = await keep({ expiresAt: at('12:00:05.000') });
    now = at('12:00:04.999');
    expect(await storage.securityCodes.read(short, accountId)).toBe('123');
    now = at('12:00:05.000');
    expect(await storage.securityCodes.read(short, accountId)).toBeNull();
    now = at('12:09:29.999');
    expect(await storage.securityCodes.read(long, accountId)).toBe('123');
    now = at('12:09:30.000');
    expect(await storage.securityCodes.read(long, accountId)).toBeNull();
    expect(await rows()).toHaveLength(2);
  });

  test('that has expired is really deleted by the sweep, in bites, and no other is', async () => {
    const old = [await keep(), await keep(), await keep()];
    now = at('12:05:00.000');
    const young = await keep();
    now = at('12:09:30.000');
    expect(await storage.securityCodes.deleteExpired(2)).toBe(2);
    expect(await storage.securityCodes.deleteExpired(2)).toBe(1);
    expect(await rows()).toEqual([{ token_id: young }]);
    expect(old).not.toContain(young);
  });

  test('is dropped, any number of times', async () => {
    const id = await keep();
    const other = await keep();
    await storage.securityCodes.drop(id);
    await storage.securityCodes.drop(id);
    expect(await storage.securityCodes.read(id, accountId)).toBeNull();
    expect(await rows()).toEqual([{ token_id: other }]);
  });

  test('is not stored for a token that is there already: nobody slips one under a card', async () => {
    const id = await keep();
    const account = await storage.vault.forAccount(accountId);
    const late = { tokenId: id, accountId, securityCode: '999', tokenExpiresAt: null, now };
    expect(await storage.tokens.insert(storedCard(account, { id, accountId }), sealSecurityCode(account, late))).toBe(
      false,
    );
    expect(await storage.securityCodes.read(id, accountId)).toBe('123');
  });

  test('moved to another row cannot be read there', async () => {
    const one = await keep({ securityCode: '111' });
    const two = await keep({ securityCode: '222' });
    await storage.sql(
      `UPDATE commerce_volatile.security_codes c SET wrapped_key = o.wrapped_key, security_code = o.security_code
       FROM commerce_volatile.security_codes o WHERE c.token_id = $1 AND o.token_id = $2`,
      [one, two],
    );
    await expect(storage.securityCodes.read(one, accountId)).rejects.toMatchObject({ reason: 'unreadable' });
  });
});
