import { passwordComplaint } from './password-rule';

test.each([
  ['', 'short'],
  ['a'.repeat(11), 'short'],
  ['🔑'.repeat(11), 'short'],
  ['a'.repeat(12), null],
  ['🔑'.repeat(128), null],
  ['a'.repeat(129), 'long'],
])('%j is %s', (password, complaint) => {
  expect(passwordComplaint(password)).toBe(complaint);
});
