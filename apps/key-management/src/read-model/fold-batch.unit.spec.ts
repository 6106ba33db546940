import {
  type CommandContext,
  decideAccount,
  evolveAccount,
  initialAccount,
  metadataOf,
} from '@latchkey/accounts-domain';
import { createInMemoryEventStore, type RecordedEvent } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { newEvents } from '../event-sourcing/new-events';
import { foldBatch, foldLabel } from './fold-batch';

const context = (time: string): CommandContext => ({
  commandId: randomUUID(),
  actor: { type: 'operator', id: 'ada' },
  requestId: 'r',
  time,
});
const T1 = '2026-01-01T00:00:00.000Z';
const T2 = '2026-01-02T00:00:00.000Z';

const stored = async (stream: string, events: Parameters<typeof newEvents>[1]): Promise<RecordedEvent[]> => {
  const store = createInMemoryEventStore();
  await store.append(stream, 'no-stream', newEvents(randomUUID(), events));
  return Array.fromAsync(store.read(stream));
};

const openedAccount = (accountId: string, merchantId: string) => {
  const result = decideAccount(
    { type: 'OpenAccount', accountId, merchantId, name: 'Acme', operatingModel: 'platform', context: context(T1) },
    initialAccount,
  );
  if (!result.ok) throw new Error('an account can be opened');
  return { events: result.events, state: result.events.reduce(evolveAccount, initialAccount) };
};

describe('a batch of events', () => {
  test('comes to one row for each thing, at its last version, only changed members where it is not new', async () => {
    const [accountId, own, keyId] = [randomUUID(), randomUUID(), randomUUID()];
    const { events } = openedAccount(accountId, own);
    const metadata = metadataOf(context(T2));
    const changed = {
      type: 'MerchantChanged' as const,
      data: { accountId, merchantId: own, changed: { websiteUrl: null, companyCity: 'Lyon' } },
      metadata,
    };
    const model = {
      type: 'OperatingModelChanged' as const,
      data: { accountId, operatingModel: 'ecosystem' as const },
      metadata,
    };
    const all = await stored(`account-${accountId}`, [...events, changed, model]);

    const whole = foldBatch(all);
    expect([...whole.accounts.values()]).toEqual([
      { id: accountId, name: 'Acme', operating_model: 'ecosystem', created_at: T1, version: 3 },
    ]);
    expect(whole.merchants.get(own)).toMatchObject({
      legal_name: 'Acme',
      company_city: 'Lyon',
      is_primary: true,
      version: 2,
    });

    const later = foldBatch(all.slice(2));
    expect([...later.accounts.values()]).toEqual([{ id: accountId, operating_model: 'ecosystem', version: 3 }]);
    expect([...later.merchants.values()]).toEqual([{ id: own, company_city: 'Lyon', website_url: null, version: 2 }]);

    const revoked = await stored(`apikey-${keyId}`, [{ type: 'KeyRevoked', data: { accountId, keyId }, metadata }]);
    expect([...foldBatch(revoked).keys.values()]).toEqual([
      { id: keyId, revoked_at: T2, revoked_by_type: 'operator', revoked_by_id: 'ada', version: 0 },
    ]);
  });

  test('with an event that is none of ours is refused, naming the place and not the contents', async () => {
    const store = createInMemoryEventStore();
    await store.append('apikey-x', 'no-stream', [
      { id: randomUUID(), type: 'KeyEaten', data: { secret: 'canary' }, metadata: {} },
    ]);
    const events = await Array.fromAsync(store.read('apikey-x'));
    expect(() => foldBatch(events)).toThrow(events[0]?.position);
    expect(() => foldBatch(events)).not.toThrow('canary');
  });

  test('that is empty comes to nothing', () => {
    const { accounts, merchants, keys } = foldBatch([]);
    expect([accounts.size, merchants.size, keys.size]).toEqual([0, 0, 0]);
  });
});

test('labels are found in any case, however their letters are composed', () => {
  expect(foldLabel('A\u0308RGER')).toBe(foldLabel('ärger'));
});
