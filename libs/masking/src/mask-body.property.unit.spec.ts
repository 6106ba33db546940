import fc from 'fast-check';
import { CARD_ENCODINGS, CODE, CODE_ENCODINGS, CRYPTOGRAM_ENCODINGS } from './encodings.fixture';
import type { Injected } from './injected';
import { leaks, mayLeak } from './leaks.fixture';
import { maskBody } from './masker.fixture';

const numRuns = 300;
const TYPES = ['application/json', 'text/html', undefined];

const number = fc.record<Injected>({
  kind: fc.constantFrom('card_number', 'network_token'),
  value: fc.integer({ min: 12, max: 19 }).chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))),
});
const cryptogram = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes): Injected => ({ kind: 'cryptogram', value: Buffer.from(bytes).toString('base64') }));
const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array).toString('latin1'));
/** Bytes likely to confuse: digits, separators, beginnings of escapes, base64. */
const tricky = fc.string({ unit: fc.constantFrom(...'0134%&#;\\u/+-= .\u00c2\u00a0AgMDx"'), maxLength: 40 });
const around = fc.oneof(bytes, tricky);

describe('for any body', () => {
  const encodedIn = (secrets: fc.Arbitrary<Injected>, encodings: typeof CARD_ENCODINGS) =>
    fc.record({ secret: secrets, encoding: fc.constantFrom(...encodings), before: around, after: around });

  test.each([
    ['a number', encodedIn(number, CARD_ENCODINGS)],
    ['a cryptogram', encodedIn(cryptogram, CRYPTOGRAM_ENCODINGS)],
  ])('%s in it, in any encoding, cannot be read from the result', async (_, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary,
        fc.constantFrom(...TYPES),
        async ({ secret, encoding: [, encode], before, after }, type) => {
          const result = await maskBody(Buffer.from(before + encode(secret.value) + after, 'latin1'), type, [secret]);
          expect(leaks(result, secret)).toBe(false);
        },
      ),
      { numRuns },
    );
  });

  test('with a secret between quotation marks, everything around it comes out byte for byte', async () => {
    const insert = fc.oneof(encodedIn(number, CARD_ENCODINGS), encodedIn(cryptogram, CRYPTOGRAM_ENCODINGS));
    await fc.assert(
      fc.asyncProperty(insert, async ({ secret, encoding: [, encode], ...rest }) => {
        const [before, after] = [`${rest.before}"`, `"${rest.after}`];
        const text = (
          await maskBody(Buffer.from(before + encode(secret.value) + after, 'latin1'), undefined, [secret])
        ).toString('latin1');
        expect([text.startsWith(before), text.endsWith(after)]).toEqual([true, true]);
      }),
      { numRuns },
    );
  });

  test('a security code that stands alone in it cannot be read from the result', async () => {
    const code = fc.stringMatching(/^[0-9]{3,4}$/).map((value): Injected => ({ kind: 'security_code', value }));
    await fc.assert(
      fc.asyncProperty(encodedIn(code, CODE_ENCODINGS), async ({ secret, encoding: [, encode], before, after }) => {
        const body = Buffer.from(`${before}"${encode(secret.value)}"${after}`, 'latin1');
        expect(leaks(await maskBody(body, undefined, [secret]), secret)).toBe(false);
      }),
      { numRuns },
    );
  });

  test('that holds neither what was injected nor what shows the same of it, the body itself is the result', async () => {
    const secrets = fc.tuple(number, cryptogram);
    await fc.assert(
      fc.asyncProperty(secrets, around, around, fc.constantFrom(...TYPES), async (injected, before, after, type) => {
        const body = Buffer.from(before + after, 'latin1');
        fc.pre(injected.every((secret) => !mayLeak(body, secret)));
        expect(await maskBody(body, type, injected)).toBe(body);
      }),
      { numRuns },
    );
  });

  test('JSON stays JSON of the same shape, whatever is masked in it', async () => {
    await fc.assert(
      fc.asyncProperty(number, fc.jsonValue(), around, async (secret, value, text) => {
        const shapeOf = (json: string) => json.replace(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*/g, 'x');
        const document = JSON.stringify([value, { bare: 0 }, text + secret.value, Number(CODE.value)]);
        const body = document.replace('"bare":0', `"bare":${secret.value}`);
        const result = (await maskBody(Buffer.from(body), 'application/json', [secret, CODE])).toString();
        expect(() => JSON.parse(result)).not.toThrow();
        expect(shapeOf(result)).toBe(shapeOf(body));
        expect(leaks(Buffer.from(result), secret)).toBe(false);
      }),
      { numRuns },
    );
  });
});
