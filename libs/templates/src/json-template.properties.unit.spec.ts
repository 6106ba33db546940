import fc from 'fast-check';
import { cardValues, literal, wantedOf, type CardValues } from './expressions.fixture';
import { json } from './templates.fixture';

/** Part of a template as it is written, and what it is to be in the rendered body. */
interface Node {
  readonly written: string;
  readonly meant: unknown;
}

describe('for any card', () => {
  test('the rendered JSON parses to exactly the shape of the template, with the values in place', () => {
    fc.assert(
      fc.property(cardAndNode, ([card, { written, meant }]) => {
        const rendered = json(written, card);
        expect(typeof rendered).toBe('string');
        expect(same(JSON.parse(String(rendered)))).toBe(same(meant));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a template without placeholders is rendered byte for byte', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
        const written = escapeBraces(JSON.stringify(JSON.parse(text), null, indent));
        expect(json(written)).toBe(written);
      }),
    );
  });

  test('a value that is taken away is named and nothing is rendered', () => {
    fc.assert(
      fc.property(
        cardAndNode,
        fc.constantFrom('account_number', 'cardholder_name', 'eci'),
        ([card, { written }], name) => {
          const rendered = json(written, { ...card, [name]: null });
          if (!written.includes(name)) return expect(typeof rendered).toBe('string');
          // The name may stand in the template's own text too.
          if (typeof rendered === 'string')
            return expect(written).not.toMatch(new RegExp(`\\{\\{[ \\t\\r\\n]*${name}`));
          expect(rendered.slice(1).every((error) => error.endsWith(`: there is no value for ${name}`))).toBe(true);
        },
      ),
    );
  });
});

const space = fc.string({ unit: fc.constantFrom(...' \t\r\n'), maxLength: 2 });
const number = fc.constantFrom('0', '-0', '12.50', '1e400', '1E-7', '12345678901234567890', '-1');

const node = (card: CardValues): fc.Arbitrary<Node> =>
  fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, ...leaves(card), array(tie('node')), object(tie('node'))),
  })).node;

const cardAndNode = cardValues.chain((card) => fc.tuple(fc.constant(card), node(card)));

function leaves(card: CardValues): fc.Arbitrary<Node>[] {
  return [
    wantedOf(card, ' \t\r\n').map(({ inner, text, unwrapped }) => ({
      written: `{{${inner}}}`,
      meant: unwrapped ? JSON.parse(text) : text,
    })),
    wantedOf(card, ' ').map(({ inner, text, unwrapped }) => ({
      written: `"{{${inner}}}"`,
      meant: unwrapped ? JSON.parse(text) : text,
    })),
    longerString(card),
    fc
      .oneof(number, fc.constantFrom('true', 'false', 'null'))
      .map((written) => ({ written, meant: JSON.parse(written) })),
  ];
}

/** Text, and placeholders with text around them: never one that stands alone. */
function longerString(card: CardValues): fc.Arbitrary<Node> {
  const rest = fc.array(fc.tuple(wantedOf(card, ' '), literal), { maxLength: 3 });
  return fc.tuple(literal, rest).map(([first, pieces]) => {
    const head = `.${first}`;
    return {
      written: `"${inString(head)}${pieces.map(([{ inner }, text]) => `{{${inner}}}${inString(text)}`).join('')}"`,
      meant: head + pieces.map(([{ text }, after]) => text + after).join(''),
    };
  });
}

const array = (items: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
  fc.tuple(fc.array(items, { maxLength: 4 }), space).map(([nodes, gap]) => ({
    written: `[${gap}${nodes.map(({ written }) => written).join(`${gap},${gap}`)}${gap}]`,
    meant: nodes.map(({ meant }) => meant),
  }));

/**
 * Also with members of one name, of which the last one counts. No name holds a backslash: where V8 once saw one, it takes
 * the escapes of later names for it (nodejs/node#63785), and it is V8 that reads the rendered body here.
 */
function object(values: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  const name = fc.oneof(literal.map(withoutBackslashes), fc.constantFrom('__proto__', 'constructor', 'a', ''));
  return fc.tuple(fc.array(fc.tuple(name, values), { maxLength: 4 }), space).map(([members, gap]) => ({
    written: `{${gap || ' '}${members.map(([key, { written }]) => `"${inString(key)}"${gap}:${gap}${written}`).join(`,${gap}`)}}`,
    meant: Object.fromEntries(members.map(([key, { meant }]) => [key, meant])),
  }));
}

const withoutBackslashes = (text: string): string => text.replaceAll('\\', '/');

const inString = (text: string): string => escapeBraces(JSON.stringify(text).slice(1, -1));

const escapeBraces = (text: string): string => text.replace(/\{(?=\{|$)/g, '\\u007b');

/** Tells apart what a comparison of objects may not: members named `__proto__`, their order, 0 and -0, and what is too large. */
const same = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'number' ? `number ${Object.is(inner, -0) ? '-0' : inner}` : inner,
  );
