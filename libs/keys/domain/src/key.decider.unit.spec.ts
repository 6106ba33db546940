import {
  account,
  context,
  createKey,
  given,
  keyCreated,
  keyLabeled,
  keyRevoked,
  labelKey,
  revokeKey,
  stateAfter,
} from './testing/key.given';

describe('labelling a key', () => {
  test('records the new label, in its normal form', () => {
    given(keyCreated()).when(labelKey(' Checkout UK ')).then(keyLabeled('Checkout UK'));
  });

  test('the same label is no event', () => {
    given(keyCreated()).when(labelKey('Checkout EU ')).thenNothing();
    given(keyCreated(), keyLabeled('Checkout UK')).when(labelKey('Checkout UK')).thenNothing();
    given(keyCreated(), keyLabeled('Checkout UK')).when(labelKey('Checkout EU')).then(keyLabeled('Checkout EU'));
  });

  test('a bad label is refused, before the key is looked for', () => {
    given(keyCreated()).when(labelKey('')).thenRejected('validation_failed', 'label');
    given().when(labelKey('')).thenRejected('validation_failed', 'label');
  });

  test("an unknown key and another account's are not found, in the same words", () => {
    const unknown = given().when(labelKey('x'));
    unknown.thenRejected('not_found');
    expect(given(keyCreated()).when(labelKey('x', { accountId: account(2) })).result).toEqual(unknown.result);
  });

  test('a revoked key keeps its label', () => {
    given(keyCreated(), keyRevoked()).when(labelKey('Old')).thenRejected('conflict');
    given(keyCreated(), keyRevoked()).when(labelKey('Checkout EU')).thenNothing();
  });
});

describe('revoking a key', () => {
  test('records it once: the second time is a success without an event, and the first time stays', () => {
    given(keyCreated()).when(revokeKey()).then(keyRevoked());
    given(keyCreated(), keyRevoked())
      .when(revokeKey({ context: context(9) }))
      .thenNothing();
    const state = stateAfter(keyCreated(), keyRevoked(2), keyRevoked(9));
    expect(state).toMatchObject({ status: 'revoked', revokedAt: context(2).time, revokedBy: context(2).actor });
  });

  test("an unknown key and another account's are not found, in the same words", () => {
    const unknown = given().when(revokeKey());
    unknown.thenRejected('not_found');
    for (const history of [[keyCreated()], [keyCreated(), keyRevoked()]])
      expect(given(...history).when(revokeKey({ accountId: account(2) })).result).toEqual(unknown.result);
  });

  test('is final: the key is not made again', () => {
    given(keyCreated(), keyRevoked()).when(createKey()).thenRejected('conflict');
  });
});

describe('the state of a key', () => {
  test('tells who made it and when, and its last label', () => {
    expect(stateAfter(keyCreated(), keyLabeled('Checkout UK'))).toEqual({
      status: 'active',
      ...keyCreated().data,
      label: 'Checkout UK',
      createdAt: context().time,
      createdBy: context().actor,
    });
  });

  test('nothing follows a revocation', () => {
    const revoked = stateAfter(keyCreated(), keyRevoked());
    expect(stateAfter(keyCreated(), keyRevoked(), keyLabeled('x'), keyCreated({ label: 'y' }), keyRevoked(9))).toEqual(
      revoked,
    );
  });

  test('a key that was never created has none', () => {
    expect(stateAfter(keyLabeled('x'), keyRevoked())).toEqual({ status: 'none' });
  });
});
