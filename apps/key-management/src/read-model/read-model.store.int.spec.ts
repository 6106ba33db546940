import { type Actor, metadataOf } from '@latchkey/accounts-domain';
import { createInMemoryEventStore, type Position, type RecordedEvent } from '@latchkey/event-store';
import { createPool, type Pool } from '@latchkey/postgres';
import type { TestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { newEvents } from '../event-sourcing/new-events';
import { migratedDatabase } from '../testing/test-service';
import { foldBatch } from './fold-batch';
import { createReadModelStore, type ReadModelStore } from './read-model.store';

let database: TestDatabase;
let pool: Pool;
let readModel: ReadModelStore;

beforeAll(async () => {
  database = await migratedDatabase();
  pool = createPool({ connectionString: database.url('key_management'), applicationName: 'test' });
  readModel = createReadModelStore(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const actor: Actor = { type: 'operator', id: 'ada' };
const metadata = metadataOf({ commandId: randomUUID(), actor, requestId: 'r', time: '2026-01-01T00:00:00.000Z' });

/** An account with a changed merchant, and a key that was relabelled and revoked. */
const aPast = async () => {
  const store = createInMemoryEventStore();
  const [accountId, merchantId, keyId] = [randomUUID(), randomUUID(), randomUUID()];
  const nothing = {
    companyCity: null,
    countryCode: null,
    websiteUrl: null,
    defaultCurrency: null,
    paymentForwardUrl: null,
  };
  const verifier = { value: Buffer.alloc(32).toString('base64url'), pepperVersion: 1 };
  await store.append(
    `account-${accountId}`,
    'no-stream',
    newEvents(randomUUID(), [
      { type: 'AccountOpened', data: { accountId, name: 'Acme', operatingModel: 'platform' }, metadata },
      {
        type: 'MerchantAdded',
        data: { accountId, merchantId, isPrimary: true, legalName: 'Acme', ...nothing },
        metadata,
      },
      { type: 'MerchantChanged', data: { accountId, merchantId, changed: { companyCity: 'Lyon' } }, metadata },
      { type: 'OperatingModelChanged', data: { accountId, operatingModel: 'ecosystem' }, metadata },
    ]),
  );
  await store.append(
    `apikey-${keyId}`,
    'no-stream',
    newEvents(randomUUID(), [
      {
        type: 'KeyCreated',
        data: { accountId, keyId, label: 'One', display: 'd', scope: null, verifier, replaces: null },
        metadata,
      },
      { type: 'KeyLabeled', data: { accountId, keyId, label: 'Two' }, metadata },
      { type: 'KeyRevoked', data: { accountId, keyId }, metadata },
    ]),
  );
  const events = [
    ...(await Array.fromAsync(store.read(`account-${accountId}`))),
    ...(await Array.fromAsync(store.read(`apikey-${keyId}`))),
  ];
  return { accountId, events };
};

const apply = (events: readonly RecordedEvent[]): Promise<void> =>
  readModel.advance(() => ({ changes: foldBatch(events), position: (events.at(-1)?.position ?? '') as Position })); // some

const rowsOf = async (accountId: string): Promise<unknown[]> =>
  Promise.all(
    [
      'SELECT * FROM key_management.accounts WHERE id = $1',
      'SELECT * FROM key_management.merchants WHERE account_id = $1',
      'SELECT * FROM key_management.api_keys WHERE account_id = $1',
    ].map(async (text) => (await pool.query(text, [accountId])).rows),
  );

describe('the read model', () => {
  test('is the same whether events come one by one, in batches, or all at once', async () => {
    const { accountId, events } = await aPast();
    await apply(events);
    const atOnce = await rowsOf(accountId);
    expect(atOnce).toMatchObject([
      [{ operating_model: 'ecosystem', version: '3' }],
      [{ company_city: 'Lyon', version: '2' }],
      [{ label: 'Two', label_folded: 'two', revoked_by_id: 'ada', version: '2' }],
    ]);
    for (const size of [1, 3]) {
      await pool.query('TRUNCATE key_management.accounts, key_management.merchants, key_management.api_keys');
      for (let from = 0; from < events.length; from += size) await apply(events.slice(from, from + size));
      expect(await rowsOf(accountId)).toEqual(atOnce);
    }
  });

  test('does not go back when an old event comes once more', async () => {
    const { accountId, events } = await aPast();
    await apply(events);
    const before = await rowsOf(accountId);
    for (const event of events) {
      await apply([event]);
      expect(await rowsOf(accountId)).toEqual(before);
    }
  });

  test('moves and its checkpoint move together, or neither does', async () => {
    const { accountId, events } = await aPast();
    const before = await readModel.checkpoint();
    await expect(
      readModel.advance(() => ({ changes: foldBatch(events), position: '\0' as Position })),
    ).rejects.toThrow();
    expect(await readModel.checkpoint()).toBe(before);
    expect(await rowsOf(accountId)).toEqual([[], [], []]);
  });

  test('is emptied only by who still sees the checkpoint that was refused', async () => {
    const { accountId, events } = await aPast();
    await apply(events);
    const checkpoint = await readModel.checkpoint();
    await readModel.reset('another' as Position);
    expect(await readModel.checkpoint()).toBe(checkpoint);
    await readModel.reset(checkpoint);
    expect(await readModel.checkpoint()).toBeUndefined();
    expect(await rowsOf(accountId)).toEqual([[], [], []]);
  });
});
