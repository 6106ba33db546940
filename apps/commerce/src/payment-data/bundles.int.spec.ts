import { newId } from '@latchkey/platform';
import { parseListQuery } from '@latchkey/platform-nest';
import type { Visibility } from '../authorization/visibility';
import { storedCard } from '../testing/stored-card';
import { openTestStorage, type TestStorage } from '../testing/test-storage';
import { openCard } from '../tokens/open-card';
import { openBundle, sealAuthenticationData, type AuthenticationData } from './authentication-data';
import { bundleList } from './bundle-list';
import type { BundleRow } from './bundle.entity';

let storage: TestStorage;
let now = new Date('2026-11-23T12:00:00.000Z');
beforeAll(async () => {
  storage = await openTestStorage({ now: () => now });
});
afterAll(() => storage?.stop());
beforeEach(() => {
  now = new Date('2026-11-23T12:00:00.000Z');
});

const accountId = newId();
const [mine, theirs] = [newId(), newId()];
const everything: Visibility = { accountId, merchantIds: '*' };
const scoped = (...merchantIds: string[]): Visibility => ({ accountId, merchantIds });
const DATA: AuthenticationData = {
  networkToken: '4111111111111111',
  expiryYear: 2040,
  expiryMonth: 12,
  cryptogram: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  eci: '05',
};

async function newToken(merchantId: string | null = null, expiresAt: Date | null = null): Promise<string> {
  const account = await storage.vault.forAccount(accountId);
  const id = newId();
  await storage.tokens.insert(storedCard(account, { id, accountId, merchantId, cardholderName: 'Zoë', expiresAt }));
  return id;
}

async function bundle(tokenId: string, merchantId: string, over: Partial<BundleRow> = {}): Promise<BundleRow> {
  const id = newId();
  return {
    ...{ id, accountId, tokenId, merchantId, createdAt: now, amount: Number.MAX_SAFE_INTEGER, currencyCode: 'EUR' },
    ...{ reference: 'order 7', provider: 'sandbox', success: true, failureDetails: null },
    encryptedAuthenticationData: 'a.b.c.d.e',
    ...sealAuthenticationData(await storage.vault.forAccount(accountId), id, DATA),
    ...over,
  };
}

async function stored(tokenId: string, merchantId: string): Promise<BundleRow> {
  const row = await bundle(tokenId, merchantId);
  expect(await storage.bundles.insert(row)).toBe(true);
  return row;
}

describe('a bundle', () => {
  test('is read as it was written, opens again, and is written once', async () => {
    const row = await stored(await newToken(), mine);
    const found = await storage.bundles.find(row.id, everything);
    expect(found).toEqual(row);
    expect(await openBundle(row, storage.vault)).toEqual(DATA);
    expect(await storage.bundles.insert({ ...row, amount: 1 })).toBe(false);
    expect(await storage.bundles.find(row.id, everything)).toEqual(row);
  });

  test('that failed holds its reasons and nothing to open', async () => {
    const failureDetails = [{ code: 'issuer_declined', message: 'The issuer declined.' }];
    const sealed = { wrappedKey: null, authenticationData: null, encryptedAuthenticationData: null };
    const row = await bundle(await newToken(), mine, { success: false, failureDetails, ...sealed });
    await storage.bundles.insert(row);
    const found = await storage.bundles.find(row.id, everything);
    expect(found).toEqual(row);
    expect(await openBundle(row, storage.vault)).toBeNull();
  });

  test('that is neither is refused by the table: half a bundle cannot be written', async () => {
    const row = await bundle(await newToken(), mine);
    for (const half of [{ success: false }, { authenticationData: null }, { wrappedKey: null }, { failureDetails: [] }])
      await expect(storage.bundles.insert({ ...row, ...half })).rejects.toMatchObject({ sqlState: '23514' });
  });

  test('of a token that was deleted meanwhile is not found, and not written', async () => {
    const row = await bundle(newId(), mine);
    await expect(storage.bundles.insert(row)).rejects.toMatchObject({ classifier: 'not_found' });
  });

  test('is seen by whom its own merchant is in scope, whosever the token', async () => {
    const row = await stored(await newToken(), mine);
    const seenBy = async (visibility: Visibility) => (await storage.bundles.find(row.id, visibility)) !== null;
    expect(await seenBy(scoped(theirs, mine))).toBe(true);
    expect(await seenBy(scoped(theirs))).toBe(false);
    expect(await seenBy(scoped())).toBe(false);
    expect(await seenBy({ accountId: newId(), merchantIds: '*' })).toBe(false);
  });

  test('is not there when its token has expired', async () => {
    const tokenId = await newToken(null, new Date('2026-11-23T12:00:01.000Z'));
    const row = await stored(tokenId, mine);
    now = new Date('2026-11-23T12:00:01.000Z');
    expect(await storage.bundles.find(row.id, everything)).toBeNull();
    expect(await storage.bundles.hasVisible(tokenId, everything)).toBe(false);
  });
});

describe("a token's bundles", () => {
  test('are paged by time and id, each caller seeing those of its merchants', async () => {
    const tokenId = await newToken();
    const made: BundleRow[] = [];
    for (const merchantId of [mine, theirs, mine, mine, theirs]) {
      now = new Date(now.getTime() + (made.length % 2));
      made.push(await stored(tokenId, merchantId));
    }
    await stored(await newToken(), mine);
    const order = (rows: readonly BundleRow[]) =>
      [...rows].sort((a, b) => +b.createdAt - +a.createdAt || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
    const page = (query: Record<string, string>, visibility: Visibility) =>
      storage.bundles.pageOf(tokenId, parseListQuery(query, bundleList), visibility);

    const all = await page({}, everything);
    expect([all.rows.map(({ id }) => id), all.total]).toEqual([order(made), 5]);
    const ofMine = await page({ limit: '2' }, scoped(mine));
    const expected = order(made.filter(({ merchantId }) => merchantId === mine));
    expect([ofMine.rows.map(({ id }) => id), ofMine.total]).toEqual([expected, 3]);
    expect(await page({}, scoped())).toEqual({ rows: [], total: 0 });
    expect(await storage.bundles.hasVisible(tokenId, scoped(theirs))).toBe(true);
    expect(await storage.bundles.hasVisible(tokenId, scoped(newId()))).toBe(false);
  });
});

describe('a card', () => {
  test('is found for a forward as it is found for reading, and opens', async () => {
    const id = await newToken(mine);
    const found = await storage.tokens.findSealedCard(id, scoped(mine));
    if (found === null) throw new Error('it is not there');
    expect(await openCard(found, storage.vault)).toEqual({
      ...{ accountNumber: '4111111111111111', cardholderName: 'Zoë', expiryYear: 2040, expiryMonth: 12 },
    });
    expect(await storage.tokens.findSealedCard(id, scoped(theirs))).toBeNull();
    expect(await storage.tokens.findSealedCard(id, { accountId: newId(), merchantIds: '*' })).toBeNull();
  });
});
