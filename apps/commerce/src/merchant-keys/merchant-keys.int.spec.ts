import { newId } from '@latchkey/platform';
import { openTestStorage, type TestStorage } from '../testing/test-storage';

let storage: TestStorage;
let now = new Date('2026-11-23T12:00:00.000Z');
beforeAll(async () => {
  storage = await openTestStorage({ now: () => now });
});
afterAll(() => storage?.stop());
beforeEach(() => {
  now = new Date('2026-11-23T12:00:00.000Z');
});

const newMerchant = () => ({ accountId: newId(), merchantId: newId() });
const kids = async ({ merchantId }: { merchantId: string }) =>
  (
    await storage.sql<{ kid: string }>(
      'SELECT kid FROM commerce.merchant_encryption_keys WHERE merchant_id = $1 ORDER BY kid',
      [merchantId],
    )
  ).map(({ kid }) => kid);

async function prepared(merchant: { accountId: string; merchantId: string }, kid: string): Promise<string> {
  const answer = await storage.merchantKeys.prepare({ ...merchant, kid });
  if (answer.kind !== 'prepared') throw new Error('the key is in use');
  return answer.key;
}

const currentKey = async (merchant: { accountId: string; merchantId: string }) => {
  const current = await storage.merchantKeys.current(merchant);
  return current && { kid: current.kid, key: current.key.export().toString('base64url') };
};

describe("a merchant's encryption key", () => {
  test('has 256 random bits, is the same while it is only prepared, and nothing is encrypted with it', async () => {
    const merchant = newMerchant();
    const key = await prepared(merchant, 'a');
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    expect(await prepared(merchant, 'a')).toBe(key);
    expect(await prepared(merchant, 'b')).not.toBe(key);
    expect(await currentKey(merchant)).toBeNull();
  });

  test('prepared by many at once is one', async () => {
    const merchant = newMerchant();
    const keys = await Promise.all(Array.from({ length: 6 }, () => prepared(merchant, 'a')));
    expect(new Set(keys).size).toBe(1);
  });

  test('is current once activated, however often, and is not told again', async () => {
    const merchant = newMerchant();
    const key = await prepared(merchant, 'a');
    const name = { ...merchant, kid: 'a' };
    expect([await storage.merchantKeys.activate(name), await storage.merchantKeys.activate(name)]).toEqual([
      true,
      true,
    ]);
    expect(await currentKey(merchant)).toEqual({ kid: 'a', key });
    expect(await storage.merchantKeys.prepare(name)).toEqual({ kind: 'in_use' });
  });

  test('takes the place of the one before, which is forgotten; one that is only prepared stays', async () => {
    const merchant = newMerchant();
    for (const kid of ['a', 'b', 'c']) await prepared(merchant, kid);
    await storage.merchantKeys.activate({ ...merchant, kid: 'a' });
    expect(await kids(merchant)).toEqual(['a', 'b', 'c']);
    await storage.merchantKeys.activate({ ...merchant, kid: 'b' });
    expect(await kids(merchant)).toEqual(['b', 'c']);
    expect((await currentKey(merchant))?.kid).toBe('b');
    expect(await storage.merchantKeys.activate({ ...merchant, kid: 'a' })).toBe(false);
    expect((await currentKey(merchant))?.kid).toBe('b');
  });

  test('activated with others at once leaves one current key', async () => {
    const merchant = newMerchant();
    const names = ['a', 'b', 'c', 'd'].map((kid) => ({ ...merchant, kid }));
    for (const { kid } of names) await prepared(merchant, kid);
    const done = await Promise.all(names.map((name) => storage.merchantKeys.activate(name)));
    expect(done).toEqual([true, true, true, true]);
    expect(await kids(merchant)).toEqual([(await currentKey(merchant))?.kid]);
  });

  test("is the merchant's in its account alone: the same kid elsewhere is another key", async () => {
    const one = newMerchant();
    const others = [newMerchant(), { ...one, merchantId: newId() }, { ...one, accountId: newId() }];
    const key = await prepared(one, 'a');
    await storage.merchantKeys.activate({ ...one, kid: 'a' });
    for (const other of others) {
      expect(await storage.merchantKeys.activate({ ...other, kid: 'a' })).toBe(false);
      expect(await currentKey(other)).toBeNull();
      expect(await prepared(other, 'a')).not.toBe(key);
    }
  });

  test('that was prepared and forgotten is swept away after an hour; a current one never is', async () => {
    const merchant = newMerchant();
    for (const kid of ['a', 'b', 'c']) await prepared(merchant, kid);
    await storage.merchantKeys.activate({ ...merchant, kid: 'a' });
    now = new Date('2026-11-23T13:00:00.000Z');
    await prepared(merchant, 'd');
    expect(await storage.merchantKeys.deleteForgotten(10)).toBe(0);
    now = new Date('2026-11-23T13:00:00.001Z');
    while ((await storage.merchantKeys.deleteForgotten(1)) > 0);
    expect(await kids(merchant)).toEqual(['a', 'd']);
  });

  test('is nowhere in clear, and unreadable in the row of another', async () => {
    const merchant = newMerchant();
    const key = await prepared(merchant, 'a');
    await prepared(merchant, 'b');
    const rows = await storage.sql<{ bytes: Buffer }>(
      'SELECT wrapped_key || encryption_key AS bytes FROM commerce.merchant_encryption_keys WHERE merchant_id = $1',
      [merchant.merchantId],
    );
    for (const { bytes } of rows) {
      expect(bytes.includes(key)).toBe(false);
      expect(bytes.includes(Buffer.from(key, 'base64url'))).toBe(false);
    }
    await storage.sql(
      `UPDATE commerce.merchant_encryption_keys k SET wrapped_key = o.wrapped_key, encryption_key = o.encryption_key
       FROM commerce.merchant_encryption_keys o WHERE k.merchant_id = $1 AND o.merchant_id = $1 AND k.kid = 'a' AND o.kid = 'b'`,
      [merchant.merchantId],
    );
    await expect(prepared(merchant, 'a')).rejects.toMatchObject({ reason: 'unreadable' });
  });
});
