import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { lengthPrefixed } from './length-prefixed';
import { sameBytes } from './same-bytes';
import { scopeHash } from './scope-hash';
import { verifier, type VerifierInput } from './verifier';

const bytes = (fill: number) => Buffer.alloc(32, fill);
const scope = { merchantIds: ['m1', 'm2'], features: ['tokens.list', 'tokens.read'] };
const input: VerifierInput = {
  pepper: bytes(1),
  keyId: '8c7e1f52-3b0a-4d6e-9a41-5c2d7e8f9012',
  accountId: '10000000-0000-4000-8000-000000000001',
  scopeHash: scopeHash(scope),
  digest: bytes(2),
};

describe('a verifier', () => {
  test('is 32 bytes and the same for the same input, with the pepper as bytes or as a key object', () => {
    expect(verifier(input)).toHaveLength(32);
    expect(verifier({ ...input, pepper: createSecretKey(bytes(1)) })).toEqual(verifier(input));
  });

  test.each<[string, Partial<VerifierInput>]>([
    ['pepper', { pepper: bytes(9) }],
    ['key', { keyId: '8c7e1f52-3b0a-4d6e-9a41-5c2d7e8f9013' }],
    ['account', { accountId: '10000000-0000-4000-8000-000000000002' }],
    ['digest', { digest: bytes(9) }],
    ['scope: one feature more', { scopeHash: scopeHash({ ...scope, features: [...scope.features, 'x'] }) }],
    ['scope: one merchant more', { scopeHash: scopeHash({ ...scope, merchantIds: [...scope.merchantIds, 'm3'] }) }],
    ['scope: none at all', { scopeHash: scopeHash(null) }],
    ['order of account and key', { keyId: input.accountId, accountId: input.keyId }],
  ])('copied to another %s proves nothing', (_, change) => {
    expect(sameBytes(verifier({ ...input, ...change }), verifier(input))).toBe(false);
  });
});

describe('the hash of a scope', () => {
  test('does not depend on order or repeats', () => {
    const shuffled = { merchantIds: ['m2', 'm1', 'm2'], features: ['tokens.read', 'tokens.list'] };
    expect(scopeHash(shuffled)).toEqual(scopeHash(scope));
  });

  test('differs for any two different scopes, whichever list an entry is in', () => {
    const texts = fc.uniqueArray(fc.constantFrom('', 'a', 'b', '1', '0', 'scoped', 'unscoped'), { maxLength: 3 });
    const anyScope = fc.option(fc.record({ merchantIds: texts, features: texts }));
    const form = (each: typeof scope | null) =>
      JSON.stringify(each && [each.merchantIds.toSorted(), each.features.toSorted()]);
    fc.assert(
      fc.property(anyScope, anyScope, (a, b) => {
        expect(sameBytes(scopeHash(a), scopeHash(b))).toBe(form(a) === form(b));
      }),
      { numRuns: 500 },
    );
  });
});

describe('length-prefixed fields', () => {
  test('are readable: no two lists have the same bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array())), (fields) => {
        const read: Buffer[] = [];
        for (let rest = lengthPrefixed(fields); rest.length > 0; rest = rest.subarray(4 + rest.readUInt32BE()))
          read.push(rest.subarray(4, 4 + rest.readUInt32BE()));
        expect(read).toEqual(fields.map((field) => Buffer.from(field as Uint8Array)));
      }),
    );
  });
});

describe('comparing bytes', () => {
  test('is exact, and does not throw when the lengths differ', () => {
    expect(sameBytes(bytes(1), bytes(1))).toBe(true);
    expect(sameBytes(new Uint8Array(0), new Uint8Array(0))).toBe(true);
    for (let at = 0; at < 32; at += 1) {
      const other = bytes(1);
      other[at] = 0;
      expect(sameBytes(bytes(1), other)).toBe(false);
    }
    expect(sameBytes(bytes(1), bytes(1).subarray(1))).toBe(false);
  });
});
