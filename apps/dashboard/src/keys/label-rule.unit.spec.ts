import { checkLabel, labelLength } from './label-rule';

test.each([
  ['Checkout EU', 'Checkout EU'],
  ['  Checkout EU ', 'Checkout EU'],
  ['Cafe\u0301', 'Café'],
  ['🔑'.repeat(100), '🔑'.repeat(100)],
  ['<b>bold</b>', '<b>bold</b>'],
])('%j is kept as %j', (text, label) => {
  expect(checkLabel(text)).toEqual({ label });
});

test.each([
  ['', 'Give the key a label.'],
  ['   ', 'Give the key a label.'],
  ['a'.repeat(101), 'The label must have at most 100 characters.'],
  ['🔑'.repeat(101), 'The label must have at most 100 characters.'],
  ['a\u0007b', 'The label must not contain control characters.'],
  ['\u202egnp', 'The label must not contain control characters.'],
  ['card 4111 1111 1111 1111', 'The label must not contain a card number.'],
  [`lk_test_${'a1'.repeat(11)}_secret`, 'The label must not contain an API key.'],
])('%j is refused', (text, complaint) => {
  expect(checkLabel(text)).toEqual({ complaint });
});

test('the length counted is that of the rule', () => {
  expect(labelLength(' e\u0301🔑 ')).toBe(2);
});
