import fc from 'fast-check';
import { foldEmail, parseEmail } from './email';

test.each([
  ['ada@acme.example', 'ada@acme.example', 'ada@acme.example'],
  ['  Ada.Lovelace+keys@ACME.example ', 'Ada.Lovelace+keys@ACME.example', 'ada.lovelace+keys@acme.example'],
  ['adé@acme.example', 'adé@acme.example', 'adé@acme.example'],
  ['ＡＤＡ@acme.example', 'ＡＤＡ@acme.example', 'ada@acme.example'],
])('%j is the address %j, compared as %j', (text, address, folded) => {
  expect(parseEmail(text)).toEqual({ address, folded });
});

test.each([
  ['nothing', ''],
  ['no at', 'ada'],
  ['two ats', 'ada@acme@example.org'],
  ['no dot in the host', 'ada@localhost'],
  ['a space', 'ada lovelace@acme.example'],
  ['a line break, for another header', 'ada@acme.example\r\nBcc: eve@evil.example'],
  ['NUL', 'ada\0@acme.example'],
  ['brackets', 'Ada <ada@acme.example>'],
  ['an invisible character', 'ada\u200b@acme.example'],
  ['a lone surrogate', 'ada\ud800@acme.example'],
  ['255 characters', `${'a'.repeat(242)}@acme.example`],
  ['a card number', '4111111111111111@acme.example'],
])('%s is none', (_, text) => {
  expect(parseEmail(text)).toBeUndefined();
});

test('an address is compared as what it was folded to, whatever is folded again', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (text) => {
      const { address, folded } = parseEmail(text) ?? { address: text, folded: foldEmail(text) };
      expect(foldEmail(address.toUpperCase())).toBe(folded);
      expect(foldEmail(folded)).toBe(folded);
    }),
  );
});
