import { FEATURES } from '@latchkey/accounts-domain';
import { type Feature } from './key.types';
import { featureWords, reductionOf, scopeWords } from './scope-words';

const names: Readonly<Record<string, string>> = { a: 'Quay Bakery', b: 'Pier Shoes' };
const nameOf = (id: string): string | undefined => names[id];
const scope = (merchant_ids: string[], ...features: Feature[]) => ({ merchant_ids, features });

test('an unscoped key reaches the whole account', () => {
  expect(scopeWords(null, nameOf)).toBe('Whole account');
});

test('one merchant is named, several are counted', () => {
  expect(scopeWords(scope(['a'], 'tokens.list'), nameOf)).toBe('Quay Bakery · list tokens');
  expect(scopeWords(scope(['unknown'], 'tokens.list'), nameOf)).toBe('1 merchant · list tokens');
  expect(scopeWords(scope(['a', 'b'], 'cardholder-data.forward', 'tokens.list', 'payment-data.forward'), nameOf)).toBe(
    '2 merchants · list tokens, forward',
  );
});

test.each<[Feature[], string]>([
  [[], 'nothing'],
  [['tokens.read', 'tokens.list'], 'list and read tokens'],
  [['payment-data.forward'], 'forward payment data'],
  [['cardholder-data.forward', 'payment-data.list'], 'list payment data, forward card data'],
  [['payment-data.forward', 'cardholder-data.forward'], 'forward'],
  [[...FEATURES], 'list, read, forward'],
])('%j is "%s"', (features, words) => {
  expect(featureWords(features)).toBe(words);
});

describe('what is left of a scope', () => {
  test('nothing is said where it is all there, or there is none', () => {
    const whole = scope(['a'], 'tokens.list');
    expect(reductionOf({ scope: whole, effective_scope: whole }, nameOf)).toBeNull();
    expect(reductionOf({ scope: null, effective_scope: null }, nameOf)).toBeNull();
  });

  test('a removed merchant', () => {
    const key = { scope: scope(['a', 'b'], 'tokens.list'), effective_scope: scope(['a'], 'tokens.list') };
    expect(reductionOf(key, nameOf)).toEqual({
      nothing: false,
      now: 'Now only: Quay Bakery · list tokens',
      why: '1 of its 2 merchants was removed',
    });
  });

  test('a model that allows less', () => {
    const key = {
      scope: scope(['a'], 'tokens.list', 'tokens.read', 'payment-data.forward'),
      effective_scope: scope(['a'], 'payment-data.forward'),
    };
    expect(reductionOf(key, nameOf)).toEqual({
      nothing: false,
      now: 'Now only: Quay Bakery · forward payment data',
      why: 'the account’s operating model does not allow it to list tokens or read tokens',
    });
  });

  test.each([
    [scope([], 'tokens.list'), 'its merchant was removed'],
    [scope(['a']), 'the account’s operating model does not allow it to list tokens'],
  ])('nothing, where either of the two is empty', (effective_scope, why) => {
    const key = { scope: scope(['a'], 'tokens.list'), effective_scope };
    expect(reductionOf(key, nameOf)).toEqual({ nothing: true, now: 'Can do nothing now', why });
  });

  test('nothing at all, for both reasons', () => {
    const key = { scope: scope(['a'], 'tokens.list'), effective_scope: scope([]) };
    expect(reductionOf(key, nameOf)).toEqual({
      nothing: true,
      now: 'Can do nothing now',
      why: 'its merchant was removed; the account’s operating model does not allow it to list tokens',
    });
  });
});
