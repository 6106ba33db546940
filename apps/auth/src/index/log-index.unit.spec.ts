import { randomUUID } from 'node:crypto';
import { makeKey, merchantAdded, opened, scopeOf } from '../testing/history.fixture';
import { recordedEvents } from '../testing/indexed.fixture';
import { createLogIndex } from './log-index';
import { UnreadableEvent } from './unreadable-event';

const accountId = randomUUID();
const key = makeKey(accountId);

describe('the index', () => {
  test('stands at the position of the last event it holds', async () => {
    const index = createLogIndex();
    expect(index.position).toBeUndefined();
    for (const event of await recordedEvents([opened(accountId, 'platform'), key.created])) {
      index.apply(event);
      expect(index.position).toBe(event.position);
    }
    index.clear();
    expect(index.position).toBeUndefined();
    expect(index.find(key.keyId)).toBeNull();
  });

  test('keeps equal scopes once', async () => {
    const merchantId = randomUUID();
    const scope = scopeOf([merchantId], ['tokens.list']);
    const facts = [merchantAdded(accountId, merchantId), ...[1, 2, 3].map(() => makeKey(accountId, scope).created)];
    const index = createLogIndex();
    for (const event of await recordedEvents(facts)) index.apply(event);
    expect(index.size()).toMatchObject({ keys: 3, accounts: 1, scopes: 1 });
  });
});

describe('an event that cannot be understood stops the index, for it might take a right away', () => {
  const applied = async (change: object) => {
    const [event] = await recordedEvents([key.created]);
    if (event === undefined) throw new Error('no event');
    const index = createLogIndex();
    try {
      index.apply({ ...event, ...change });
    } catch (error) {
      return { error, index };
    }
    return { error: null, index };
  };

  test.each([
    ['of a type that is not known', { type: 'KeySuspended' }],
    ['of an account, of a type that is not known', { stream: `account-${accountId}`, type: 'AccountSuspended' }],
    ['whose data has another shape', { data: { keyId: key.keyId } }],
    ['of a later schema version', { metadata: { schemaVersion: 2 } }],
    ['in the stream of another key', { stream: `apikey-${randomUUID()}` }],
    ['that revokes a key nobody made', { type: 'KeyRevoked', data: key.revoked.data }],
  ])('%s', async (_which, change) => {
    const { error, index } = await applied(change);
    expect(error).toBeInstanceOf(UnreadableEvent);
    expect(index.position).toBeUndefined();
    expect(index.size().keys).toBe(0);
  });

  test('that makes a key again; a revoked one stays revoked', async () => {
    const index = createLogIndex();
    const [created, revoked] = await recordedEvents([key.created, key.revoked]);
    if (created === undefined || revoked === undefined) throw new Error('no events');
    index.apply(created);
    index.apply(revoked);
    expect(() => index.apply(created)).toThrow(UnreadableEvent);
    expect(index.find(key.keyId)?.revoked).toBe(true);
    expect(index.position).toBe(revoked.position);
  });

  test('is named by type and position, and nothing of its data is quoted', async () => {
    const { error } = await applied({ data: { keyId: 'lk_test_looks_like_a_key' } });
    expect(String(error)).toMatch(/^UnreadableEvent: cannot read event KeyCreated at [0-9a-f-]{36}:\d+: /);
    expect(String(error)).not.toContain('lk_test');
  });
});
