import { requireGoodPassword } from './good-password';

const faultOf = (password: string): unknown => {
  try {
    requireGoodPassword('new_password', password, 'Ada@Acme.example');
    return undefined;
  } catch (error) {
    expect(password !== '' && JSON.stringify(error).includes(JSON.stringify(password).slice(1, -1))).toBe(false);
    return (error as { errors: unknown[] }).errors;
  }
};

test.each([
  ['of twelve characters', 'seven pounds'],
  ['of 128', 'ab'.repeat(64)],
  ['of any script', 'пароль не хуже'],
  ['of twelve characters that take 24 code units', '🔑🗝️🔒🔓🔐🧷🪪🛡️🚪🏦💳'],
  ['with spaces at its ends, which count', ' eleven chr '],
])('a password %s is taken', (_, password) => {
  expect(faultOf(password)).toBeUndefined();
});

test.each([
  ['eleven characters', 'eleven char', 'must have 12 to 128 characters'],
  ['129 characters', 'ab'.repeat(64) + 'c', 'must have 12 to 128 characters'],
  ['nothing', '', 'must have 12 to 128 characters'],
  ['a lone surrogate', 'twelve chars\ud800', 'must be well-formed Unicode text'],
  ['the address, in any case', 'ADA@acme.EXAMPLE', 'must not be the e-mail address'],
  ['a common one', 'Password1234', 'is among those that are tried first'],
  ['a common one in wide letters', 'ｐａｓｓｗｏｒｄ１２３４', 'is among those that are tried first'],
  ['one character again and again', 'zzzzzzzzzzzzzzz', 'is among those that are tried first'],
])('%s is refused, by its field, without being quoted', (_, password, message) => {
  expect(faultOf(password)).toEqual([{ field: 'new_password', message }]);
});

test('the common ones are all long enough to be chosen otherwise', async () => {
  const { COMMON_PASSWORDS } = await import('./common-passwords');
  expect(
    [...COMMON_PASSWORDS].filter((password) => password.length < 12 || password !== password.toLowerCase()),
  ).toEqual([]);
});
