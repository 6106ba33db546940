import { parseDestinationUrl } from '@latchkey/accounts-domain';
import type { AuditWish } from './could';
import { createReplay } from './replay';
import { UnreplayableEvent } from './replayed-event';
import {
  account,
  destinationAllowed,
  destinationRemoved,
  eventsOf,
  forwardUrlChanged,
  key,
  keyCreated,
  keyLabeled,
  keyRevoked,
  merchant,
  merchantAdded,
  merchantRemoved,
  modelChanged,
  opened,
  scopeOf,
  START_MS,
  type Step,
} from './testing/history.arbitrary';

const second = 1_000;
const after = (...steps: readonly (Step & { clock?: number })[]) => {
  const replay = createReplay();
  for (const event of eventsOf(steps.map((step) => ({ clock: second, ...step })))) replay.apply(event);
  return replay;
};
const at = (seconds: number) => new Date(START_MS + seconds * second).toISOString();
const listScope = scopeOf(0, [1, 2], ['tokens.list', 'cardholder-data.forward']);
const ecosystem = [opened(0, 'ecosystem'), merchantAdded(0, 0), merchantAdded(0, 1), merchantAdded(0, 2)];
const scoped = keyCreated(0, 1, listScope);

const url = (text: string) => {
  const parsed = parseDestinationUrl(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { url: parsed.value, method: 'POST' };
};
const whoCould = (replay: ReturnType<typeof after>, wish: AuditWish) =>
  [...replay.whoCould(wish)].map(({ key: { keyId }, why }) => `${keyId} ${why}`);

describe('a key at a time', () => {
  test('is none before its creation, then active, then revoked for ever, with who did it and when', () => {
    expect(after(...ecosystem).key(key(1))).toBeNull();
    expect(after(...ecosystem, scoped).key(key(1))).toEqual({
      status: 'active',
      keyId: key(1),
      accountId: account(0),
      label: 'Key 1',
      display: 'lk_test_1',
      scope: listScope,
      effectiveScope: listScope,
      replaces: null,
      created: { ordinal: 5, at: at(5), effectiveAt: at(5), by: { type: 'user', id: expect.any(String) as string } },
      revoked: null,
    });
    const revoked = after(...ecosystem, scoped, keyLabeled(0, 1, 'Naïve 🔑'), keyRevoked(0, 1), keyRevoked(0, 1));
    expect(revoked.key(key(1))).toMatchObject({
      status: 'revoked',
      label: 'Naïve 🔑',
      revoked: { ordinal: 7, at: at(7) },
    });
  });

  test('reaches what its scope, the model and the merchants of that moment leave it', () => {
    const reach = (...steps: Step[]) => after(...ecosystem, scoped, ...steps).key(key(1))?.effectiveScope;
    expect(reach(merchantRemoved(0, 1))?.merchantIds).toEqual([merchant(0, 2)]);
    expect(reach(modelChanged(0, 'managed_ecosystem'))?.features).toEqual(['cardholder-data.forward']);
    expect(reach(modelChanged(0, 'platform'))?.features).toEqual([]);
    expect(after(...ecosystem, keyCreated(0, 2)).key(key(2))?.effectiveScope).toBeNull();
    expect(after(scoped).key(key(1))?.effectiveScope).toEqual({ merchantIds: [], features: [] });
  });

  test('counts its events at the largest time so far, and shows their own', () => {
    const replay = after(...ecosystem, { ...scoped, clock: -60 * second });
    expect(replay.effectiveAt).toBe(at(4));
    expect(replay.key(key(1))?.created).toMatchObject({ at: at(-56), effectiveAt: at(4) });
  });

  test('is found by what it shows, with all others that show the same', () => {
    const twin = { ...keyCreated(0, 2), data: { ...keyCreated(0, 2).data, display: 'lk_test_1' } };
    const replay = after(scoped, twin, keyCreated(0, 3));
    expect(replay.keysDisplayed('lk_test_1').map(({ keyId }) => keyId)).toEqual([key(1), key(2)]);
    expect(replay.keysDisplayed('lk_test_')).toEqual([]);
  });
});

describe('who could', () => {
  test('names living keys only, and says whether by scope or because they reach everything', () => {
    const wish: AuditWish = { operation: 'tokens.list', merchantId: merchant(0, 1) };
    const keys = [scoped, keyCreated(0, 2), keyCreated(0, 3), keyCreated(0, 4, scopeOf(0, [2], ['tokens.list']))];
    const replay = after(...ecosystem, ...keys, keyRevoked(0, 3), keyCreated(1, 5));
    expect(whoCould(replay, wish)).toEqual([`${key(1)} scope`, `${key(2)} unscoped`]);
    expect(whoCould(after(...ecosystem, ...keys, merchantRemoved(0, 1)), wish)).toEqual([
      `${key(2)} unscoped`,
      `${key(3)} unscoped`,
    ]);
  });

  test('of a destination follows the list and the merchant’s own URL', () => {
    const there = url('https://a.example/pay');
    const wish: AuditWish = { operation: 'cardholder-data.forward', destination: there };
    const keys = [scoped, keyCreated(0, 2)];
    const allowed = [...ecosystem, ...keys, destinationAllowed(0, 1, 'a.example', [merchant(0, 0)])];
    expect(whoCould(after(...ecosystem, ...keys), wish)).toEqual([]);
    expect(whoCould(after(...allowed), wish)).toEqual([`${key(2)} unscoped`]);
    expect(whoCould(after(...allowed), { ...wish, merchantId: merchant(0, 1) })).toEqual([]);
    expect(whoCould(after(...allowed, destinationAllowed(0, 2, 'a.example')), wish)).toHaveLength(2);
    expect(whoCould(after(...allowed, destinationRemoved(0, 1)), wish)).toEqual([]);
    const own: AuditWish = { operation: 'payment-data.forward', merchantId: merchant(0, 0), destination: there };
    expect(whoCould(after(...allowed), own)).toEqual([]);
    expect(whoCould(after(...allowed, forwardUrlChanged(0, 0, 'https://a.example/pay?v=1')), own)).toHaveLength(1);
    expect(whoCould(after(...allowed, forwardUrlChanged(0, 0, 'https://a.example/other')), own)).toEqual([]);
  });

  test('between two times names whoever could at any moment, and when', () => {
    const wish: AuditWish = { operation: 'tokens.list', merchantId: merchant(0, 1) };
    const replay = after(...ecosystem, scoped, keyCreated(0, 2));
    const watch = replay.watch(wish);
    const later = eventsOf([
      ...[...ecosystem, scoped, keyCreated(0, 2)].map((step) => ({ ...step, clock: second })),
      { ...modelChanged(0, 'platform'), clock: second },
      { ...keyRevoked(0, 2), clock: second },
      { ...modelChanged(0, 'ecosystem'), clock: second },
    ]).slice(6);
    for (const event of later) replay.apply(event);
    const spans = [...watch.answers()].map(({ key: { keyId }, why, spans }) => ({ keyId, why, spans }));
    expect(spans).toEqual([
      {
        keyId: key(1),
        why: 'scope',
        spans: [
          { from: null, to: { ordinal: 7, at: at(7) } },
          { from: { ordinal: 9, at: at(9) }, to: null },
        ],
      },
      { keyId: key(2), why: 'unscoped', spans: [{ from: null, to: { ordinal: 8, at: at(8) } }] },
    ]);
  });
});

describe('a window', () => {
  const wish: AuditWish = { operation: 'tokens.list' };
  const windowAfter = (before: Step[], within: Step[]) => {
    const replay = after(...before);
    const watch = replay.watch(wish);
    const all = eventsOf([...before, ...within].map((step) => ({ ...step, clock: second })));
    for (const event of all.slice(before.length)) replay.apply(event);
    return [...watch.answers()].map(({ key: { keyId }, spans }) => ({ keyId, spans }));
  };

  test('does not begin with the event right before it', () => {
    expect(windowAfter([...ecosystem, keyCreated(0, 1), keyRevoked(0, 1)], [])).toEqual([]);
    const alive = [{ keyId: key(1), spans: [{ from: null, to: null }] }];
    expect(windowAfter([...ecosystem, keyCreated(0, 1)], [])).toEqual(alive);
  });

  test('knows a key from its creation on, if only an event after what it may do began', () => {
    const begins = { from: { ordinal: 6, at: at(6) }, to: null };
    const steps = [modelChanged(0, 'ecosystem'), keyCreated(0, 1, listScope)];
    const before = [opened(0, 'platform'), merchantAdded(0, 0), merchantAdded(0, 1), merchantAdded(0, 2)];
    expect(windowAfter(before, steps)).toEqual([{ keyId: key(1), spans: [begins] }]);
  });

  test('ends when the only merchant goes that a destination is for, though none was named', () => {
    const before = [...ecosystem, destinationAllowed(0, 1, 'a.example', [merchant(0, 1)]), keyCreated(0, 1)];
    const replay = after(...before);
    const watch = replay.watch({ operation: 'cardholder-data.forward', destination: url('https://a.example/pay') });
    const gone = [...before, merchantRemoved(0, 1)].map((step) => ({ ...step, clock: second }));
    for (const event of eventsOf(gone).slice(before.length)) replay.apply(event);
    const [answer] = watch.answers();
    expect(answer?.spans).toEqual([{ from: null, to: { ordinal: 7, at: at(7) } }]);
  });

  test('ends a key’s right with whatever takes it away first', () => {
    const made = keyCreated(0, 1, listScope);
    const ends = (ordinal: number) => [{ keyId: key(1), spans: [{ from: null, to: { ordinal, at: at(ordinal) } }] }];
    const gone = modelChanged(0, 'platform');
    expect(windowAfter([...ecosystem, made], [gone, keyRevoked(0, 1)])).toEqual(ends(6));
    expect(windowAfter([...ecosystem, made], [keyRevoked(0, 1), gone])).toEqual(ends(6));
  });
});

describe('an event that cannot be understood stops the replay where it was', () => {
  const good = { ...keyCreated(0, 1), clock: second };
  test.each([
    ['of an unknown type', { type: 'KeySuspended' }],
    ['with a stored verifier', { data: { ...good.data, verifier: { value: 'v', pepperVersion: 1 } } }],
    ['in another stream', { stream: `apikey-${key(2)}` }],
    ['whose time is no time', { metadata: { time: '2026-13-45T00:00:00.000Z' } }],
    ['that revokes a key nobody made', { type: 'KeyRevoked', data: keyRevoked(0, 1).data }],
    ['that comes again', { ordinal: 0 }],
  ])('%s', (_which, change) => {
    const replay = createReplay();
    const [event] = eventsOf([good]);
    expect(() => replay.apply({ ...event!, ...change })).toThrow(UnreplayableEvent);
    expect([replay.ordinal, replay.effectiveAt, replay.key(key(1))]).toEqual([0, null, null]);
  });
});
