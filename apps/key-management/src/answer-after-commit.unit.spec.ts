import { createInMemoryEventStore, type EventStore, StoreUnavailable } from '@latchkey/event-store';
import { systemClock } from '@latchkey/platform';
import { randomUUID } from 'node:crypto';
import { createAccountRepository } from './accounts/account.repository';
import { ChangeOperatingModelHandler } from './accounts/change-operating-model.handler';
import { OpenAccountHandler } from './accounts/open-account.handler';
import { ReplaceDestinationsHandler } from './destinations/replace-destinations.handler';
import type { Idempotent } from './http/idempotent';
import { createKeyRepository } from './keys/key.repository';
import { LabelKeyHandler } from './keys/label-key.handler';
import { RevokeKeyHandler } from './keys/revoke-key.handler';
import { AddMerchantHandler } from './merchants/add-merchant.handler';
import { ChangeMerchantHandler } from './merchants/change-merchant.handler';
import { IssueEncryptionKeyHandler } from './merchants/issue-encryption-key.handler';

const actor = { type: 'operator', id: 'ada' } as const;
const call = (accountId: string) => ({
  caller: { kind: 'operator' as const, actor, accountId },
  actor,
  accountId,
  requestId: 'r-1',
});
const withoutKey: Idempotent = {
  run: async (_call, _repeatable, work) =>
    (await work({ commandId: randomUUID(), resourceId: randomUUID(), attempt: 1 })).answer,
};

/** A store that can be written to, and not read any more once something was written after `watch`. */
const setUp = async () => {
  const inner = createInMemoryEventStore();
  let watched = false;
  let gone = false;
  const store: EventStore = {
    ...inner,
    append: async (...args) => {
      const result = await inner.append(...args);
      gone = watched;
      return result;
    },
    read: (...args) => {
      if (gone) throw new StoreUnavailable('away');
      return inner.read(...args);
    },
  };
  const accounts = createAccountRepository(store);
  const keys = createKeyRepository(store);
  const open = new OpenAccountHandler(accounts, withoutKey, systemClock);
  const opened = (name: string) =>
    open.execute({ call: call(''), body: { name, operating_model: 'ecosystem' }, repeatable: undefined });
  const accountId = (await opened('Acme').then(({ body }) => body as { id: string })).id;
  const add = new AddMerchantHandler(accounts, withoutKey, systemClock);
  const added = (legal_name: string) =>
    add.execute({ call: call(accountId), body: { legal_name }, repeatable: undefined });
  const merchantId = (await added('Shop').then(({ body }) => body as { id: string })).id;
  const change = new ChangeMerchantHandler(accounts, systemClock);
  const keyId = randomUUID();
  await keys.create({
    type: 'CreateKey',
    accountId,
    keyId,
    context: { commandId: randomUUID(), actor, requestId: 'r-1', time: '2026-01-01T00:00:00.000Z' },
    label: 'Checkout',
    scope: null,
    account: { operatingModel: 'ecosystem', activeMerchantIds: new Set() },
    display: 'lk_test_…abcd',
    verifier: { value: Buffer.alloc(32).toString('base64url'), pepperVersion: 1 },
    replaces: null,
  });
  watched = true;
  return { accounts, keys, accountId, merchantId, keyId, opened, added, change };
};

type SetUp = Awaited<ReturnType<typeof setUp>>;

describe('what was stored is answered, also when nothing can be read after it:', () => {
  test.each<[string, (given: SetUp) => Promise<unknown>, object]>([
    ['an account that was opened', ({ opened }) => opened('Other'), { status: 201, body: { name: 'Other' } }],
    [
      'a merchant that was added',
      ({ added }) => added('Second'),
      { status: 201, body: { legal_name: 'Second', status: 'active', removed_at: null } },
    ],
    [
      'a changed operating model',
      ({ accounts, accountId }) =>
        new ChangeOperatingModelHandler(accounts, systemClock).execute({
          call: call(accountId),
          accountId,
          operatingModel: 'platform',
        }),
      { account: { operating_model: 'platform' } },
    ],
    [
      'a changed merchant',
      ({ change, accountId, merchantId }) =>
        change.execute({ call: call(accountId), merchantId, body: { company_city: 'Lyon' } }),
      { merchant: { company_city: 'Lyon', legal_name: 'Shop' } },
    ],
    [
      'a removed merchant',
      ({ change, accountId, merchantId }) => change.execute({ call: call(accountId), merchantId, body: undefined }),
      { merchant: { status: 'removed', removed_at: expect.any(String), created_at: expect.any(String) } },
    ],
    [
      'an encryption key that was issued',
      ({ accounts, accountId, merchantId }) =>
        new IssueEncryptionKeyHandler(
          accounts,
          withoutKey,
          { prepare: async () => ({ kind: 'prepared', key: 'k' }), activate: async () => undefined },
          systemClock,
        ).execute({ call: call(accountId), merchantId, repeatable: undefined }),
      { status: 201, body: { key: 'k', created_at: expect.any(String) } },
    ],
    [
      'replaced destinations',
      ({ accounts, accountId }) =>
        new ReplaceDestinationsHandler(accounts, 'test', systemClock).execute({
          call: call(accountId),
          body: { data: [{ host: 'api.example.com', methods: ['POST'] }] } as never,
          expected: 'any',
        }),
      { data: [{ host: 'api.example.com' }] },
    ],
    [
      'a labelled key',
      ({ accounts, keys, accountId, keyId }) =>
        new LabelKeyHandler(accounts, keys, { of: async () => null }, systemClock).execute({
          call: call(accountId),
          keyId,
          label: 'Till',
        }),
      { key: { label: 'Till' } },
    ],
    [
      'a revoked key',
      ({ keys, accountId, keyId }) => new RevokeKeyHandler(keys, systemClock).execute({ call: call(accountId), keyId }),
      { revoked_at: expect.any(String) },
    ],
  ])('%s', async (_, run, expected) => {
    const given = await setUp();
    expect(await run(given)).toMatchObject(expected);
    await expect(given.accounts.find(given.accountId)).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
