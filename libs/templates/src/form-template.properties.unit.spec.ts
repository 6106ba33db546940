import fc from 'fast-check';
import { cardValues, literal, wantedOf, type CardValues, type Wanted } from './expressions.fixture';
import { form } from './templates.fixture';

interface Field {
  readonly written: string;
  readonly meant: readonly [string, string];
}

describe('for any card', () => {
  test('the rendered form decodes to exactly the fields of the template, with the values in place', () => {
    const cardAndFields = cardValues.chain((card) =>
      fc.tuple(fc.constant(card), fc.array(field(card), { maxLength: 5 })),
    );
    fc.assert(
      fc.property(cardAndFields, ([card, fields]) => {
        const rendered = form(fields.map(({ written }) => written).join('&'), card);
        expect(typeof rendered).toBe('string');
        // An own first field, for a leading question mark is not part of the fields to URLSearchParams.
        expect([...new URLSearchParams(`first=&${String(rendered)}`)].slice(1)).toEqual(
          fields.map(({ meant }) => meant),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('a form without placeholders is rendered byte for byte', () => {
    const unit = fc.constantFrom('&', '=', '%', '+', '7', 'b', 'é', ';', '{', '}', ' ', '\n', '\0');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        fc.pre(!/\{\{|%7b%7b/.test(text));
        expect(form(text)).toBe(text);
      }),
    );
  });
});

function field(card: CardValues): fc.Arbitrary<Field> {
  const rest = fc.array(fc.tuple(placeholder(card), encodedText), { maxLength: 3 });
  return fc.tuple(encodedText, encodedText, rest).map(([name, first, pieces]) => ({
    written: `${name.written}=${first.written}${pieces.map(([hole, after]) => hole.written + after.written).join('')}`,
    meant: [name.text, first.text + pieces.map(([hole, after]) => hole.text.toWellFormed() + after.text).join('')],
  }));
}

/** Raw, or encoded in one of the ways there are; each after a text that may end in a brace. */
function placeholder(card: CardValues): fc.Arbitrary<Wanted & { readonly written: string }> {
  return fc
    .tuple(wantedOf(card, ' \t\r\n'), fc.constantFrom(raw, encodeURIComponent, plus, small))
    .map(([wanted, write]) => ({
      ...wanted,
      written: write(`{{${wanted.inner}}}`),
    }));
}

const raw = (text: string): string => text;
const plus = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+');
const small = (text: string): string => encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase());

/**
 * Braces are written by turns raw and encoded. The last character is never a brace, for how it is to be written would
 * depend on the placeholder that follows.
 */
const encodedText = literal.map((text) => {
  const meant = text.replace(/\{$/, '{.').toWellFormed();
  let braces = 0;
  const written = encodeURIComponent(meant).replace(/%7B/g, (brace) => (braces++ % 2 === 0 ? brace : '{'));
  return { written, text: meant };
});
