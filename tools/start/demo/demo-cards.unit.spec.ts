import { DEMO_TOKENS, demoCards, TEST_CARD_NUMBERS } from './demo-cards';

const passesLuhn = (number: string): boolean =>
  [...number].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
  0;

describe('the demo account’s cards', () => {
  const cards = demoCards(['a', 'b', 'c'], 2026);

  test('have numbers that pass the Luhn check and have not expired', () => {
    expect(TEST_CARD_NUMBERS.filter(passesLuhn)).toEqual(TEST_CARD_NUMBERS);
    expect(cards.every(({ expiry_year }) => expiry_year > 2026)).toBe(true);
  });
  test('can be told apart, so that none is stored twice', () => {
    expect(new Set(cards.map(({ business_key }) => business_key)).size).toBe(DEMO_TOKENS);
  });
  test('belong to every merchant, and some to none', () => {
    const counts = Map.groupBy(cards, ({ merchant_id }) => merchant_id);
    expect([...counts.keys()].sort()).toEqual(['a', 'b', 'c', null].sort());
    expect(Math.min(...[...counts.values()].map((of) => of.length))).toBeGreaterThan(20);
  });
});
