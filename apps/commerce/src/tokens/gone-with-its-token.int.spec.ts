import { newId } from '@latchkey/platform';
import { sealAuthenticationData } from '../payment-data/authentication-data';
import { sealSecurityCode } from '../security-codes/seal-security-code';
import { storedCard } from '../testing/stored-card';
import { openTestStorage, type TestStorage } from '../testing/test-storage';

let storage: TestStorage;
let now = new Date('2026-11-23T12:00:00.000Z');
beforeAll(async () => {
  storage = await openTestStorage({ now: () => now });
});
afterAll(() => storage?.stop());

const accountId = newId();

/** A token with everything that can hang on one. */
async function fullToken(expiresAt: Date | null = null): Promise<string> {
  const account = await storage.vault.forAccount(accountId);
  const id = newId();
  const code = sealSecurityCode(account, { tokenId: id, accountId, securityCode: '123', tokenExpiresAt: null, now });
  await storage.tokens.insert(storedCard(account, { id, accountId, cardholderName: 'Zoë', expiresAt }), code);
  const { wrappedKey, fields } = account.seal(id, { number: '4000000000000002', reference: 'r' });
  await storage.sql(
    `INSERT INTO commerce.network_tokens
       (token_id, account_id, created_at, provider, expiry_month, expiry_year, wrapped_key, number, reference)
     VALUES ($1, $2, now(), 'sandbox', 12, 2040, $3, $4, $5)`,
    [id, accountId, wrappedKey, fields.number, fields.reference],
  );
  for (const bundleId of [newId(), newId()]) {
    const data = { networkToken: '4', expiryYear: 2040, expiryMonth: 12, cryptogram: 'x', eci: null };
    await storage.bundles.insert({
      ...{ id: bundleId, accountId, tokenId: id, merchantId: newId(), createdAt: now, amount: 1, currencyCode: 'EUR' },
      ...{ reference: 'r', provider: 'sandbox', success: true, failureDetails: null },
      ...{ encryptedAuthenticationData: 'a.b.c.d.e', ...sealAuthenticationData(account, bundleId, data) },
    });
  }
  return id;
}

/** How many rows of every table of ours know the token, by whatever column. */
async function tracesOf(id: string): Promise<Record<string, number>> {
  const tables = await storage.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('commerce', 'commerce_volatile')`,
  );
  const traces: Record<string, number> = {};
  for (const { name } of tables) {
    const found = await storage.sql(`SELECT FROM ${name} AS t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`, [id]);
    if (found.length > 0) traces[name] = found.length;
  }
  return traces;
}

const EVERYTHING = {
  'commerce.tokens': 1,
  'commerce.network_tokens': 1,
  'commerce.payment_data': 2,
  'commerce_volatile.security_codes': 1,
};

describe('of a token that is gone nothing is left: no key, ciphertext, fingerprint, network token, bundle or code', () => {
  test('deleted by the service with the rights of its role', async () => {
    const [id, stays] = [await fullToken(), await fullToken()];
    expect(await tracesOf(id)).toEqual(EVERYTHING);
    expect(await storage.tokens.delete(id, accountId)).toBe(true);
    expect(await tracesOf(id)).toEqual({});
    expect(await tracesOf(stays)).toEqual(EVERYTHING);
  });

  test('swept away after it expired', async () => {
    const [id, stays] = [await fullToken(new Date('2026-11-23T12:00:01.000Z')), await fullToken()];
    now = new Date('2026-11-23T12:00:01.000Z');
    expect(await storage.tokens.deleteExpired(1000)).toBe(1);
    expect(await tracesOf(id)).toEqual({});
    expect(await tracesOf(stays)).toEqual(EVERYTHING);
  });
});
