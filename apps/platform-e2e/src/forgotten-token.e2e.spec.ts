import { backendOf, operatorOf, type Platform, startPlatform } from '@latchkey/testing/platform';
import { createPool } from '@latchkey/postgres';
import { found, spellings, type Needle } from './canary/needles';
import { storedValues } from './canary/stored-values';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
}, 120_000);
afterAll(() => platform?.stop());

/** What must be gone with a token, by table. What an account's other tokens share is not among it. */
const GONE: Readonly<Record<string, { readonly key: string; readonly columns: readonly string[] }>> = {
  'commerce.tokens': { key: 'id', columns: ['wrapped_key', 'account_number', 'cardholder_name', 'fingerprint'] },
  'commerce.network_tokens': { key: 'token_id', columns: ['wrapped_key', 'number', 'reference'] },
  'commerce.payment_data': {
    key: 'token_id',
    columns: ['wrapped_key', 'authentication_data', 'encrypted_authentication_data'],
  },
  'commerce_volatile.security_codes': { key: 'token_id', columns: ['wrapped_key', 'security_code'] },
};

test('of a deleted token no ciphertext, wrapped key, fingerprint, network token, bundle or security code is in any table', async () => {
  const operator = operatorOf(platform);
  const account = await operator.openAccount('ecosystem');
  const merchant = await operator.addMerchant(account, 'Forgetful Ltd');
  await operator.issueEncryptionKey(account, merchant);
  const backend = backendOf(platform.services.commerce.url, await operator.makeKey(account));
  const card = { security_code: '737', cardholder_name: 'A Holder', merchant_id: merchant };
  const token = await backend.storeCard('4111111111111111', card);
  await backend.makeBundle(token, merchant);
  await backend.makeBundle(token, merchant);
  const kept = await backend.storeCard('5555555555554444', card);

  const needles = await sealedOf(token);
  const others = await sealedOf(kept);
  expect(needles.map(({ name }) => name)).toEqual(expect.arrayContaining(namesOf(GONE)));
  expect(new Set((await placesOf(needles)).values())).toEqual(new Set(namesOf(GONE)));

  expect((await backend.remove(`/tokens/${token}`)).status).toBe(204);
  expect(await placesOf(needles)).toEqual([]);
  expect((await backend.get(`/tokens/${token}`)).status).toBe(404);
  // The search still finds what is there: another token lost nothing.
  expect(await placesOf(others)).toEqual(expect.arrayContaining(['commerce.tokens.fingerprint']));
});

const namesOf = (tables: typeof GONE): string[] =>
  Object.entries(tables).flatMap(([table, { columns }]) => columns.map((column) => `${table}.${column}`));

/** Each sealed value of a token, named by where it is. */
async function sealedOf(token: string): Promise<Needle[]> {
  const pool = createPool({ connectionString: platform.database.ownerUrl, applicationName: 'forgotten', max: 1 });
  try {
    const needles: Needle[] = [];
    for (const [table, { key, columns }] of Object.entries(GONE)) {
      const { rows } = await pool.query<Record<string, Buffer | string>>(
        `select ${columns.join(', ')} from ${table} where ${key} = $1`,
        [token],
      );
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          needles.push(...spellings(`${table}.${column}`, Buffer.from(value as string)));
    }
    return needles.map(({ name, bytes }) => ({ name: name.replace(/, encoded$/, ''), bytes }));
  } finally {
    await pool.end();
  }
}

async function placesOf(needles: readonly Needle[]): Promise<string[]> {
  const values = await storedValues(platform.database.ownerUrl);
  return [...new Set(values.filter(({ bytes }) => found(needles, bytes).length > 0).map(({ place }) => place))];
}
