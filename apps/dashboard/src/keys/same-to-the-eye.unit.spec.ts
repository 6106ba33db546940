import { sameToTheEye } from './same-to-the-eye';

test.each([
  ['Checkout EU', 'Checkout EU'],
  ['Checkout  EU', ' Checkout EU '],
  ['Checkout\u00a0EU', 'Checkout EU'],
  ['Check\u200bout', 'Checkout'],
  ['Paid \u2764\ufe0f', 'Paid \u2764'],
  ['Café', 'Cafe\u0301'],
])('%j can be typed as %j', (label, typed) => {
  expect(sameToTheEye(label, typed)).toBe(true);
});

test.each([
  ['Checkout EU', ''],
  ['Checkout EU', 'Checkout US'],
  ['Checkout EU', 'checkout eu'],
  ['Checkout EU', 'CheckoutEU'],
])('%j cannot be typed as %j', (label, typed) => {
  expect(sameToTheEye(label, typed)).toBe(false);
});
