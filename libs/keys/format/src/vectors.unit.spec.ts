import { readFileSync } from 'node:fs';
import { digestKey } from './digest-key';
import { displayKey } from './display-key';
import { parseKey } from './parse-key';
import { type HashedScope, scopeHash } from './scope-hash';
import { uuidFromBase62, uuidToBase62 } from './uuid-base62';
import { verifier } from './verifier';

interface Vectors {
  readonly uuids: readonly { uuid: string; base62: string }[];
  readonly keys: readonly { key: string; mode: string; keyId: string; display: string; digest: string }[];
  readonly refused: readonly { text: string; reason: string }[];
  readonly scopeHashes: readonly { scope: HashedScope | null; hash: string }[];
  readonly verifiers: readonly {
    pepper: string;
    accountId: string;
    keyId: string;
    scope: HashedScope | null;
    key: string;
    verifier: string;
  }[];
}
const vectors = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/vectors.json`, 'utf8')) as Vectors;

describe('the published test vectors hold', () => {
  test.each(vectors.uuids)('$uuid is $base62', ({ uuid, base62 }) => {
    expect(uuidToBase62(uuid)).toBe(base62);
    expect(uuidFromBase62(base62)).toBe(uuid);
  });

  test.each(vectors.keys)('key $#: parts, display form, digest', ({ key, mode, keyId, display, digest }) => {
    expect(parseKey(key)).toEqual({ ok: true, mode, keyId, digest: Buffer.from(digest, 'hex') });
    expect(displayKey(key)).toBe(display);
    expect(digestKey(key).toString('hex')).toBe(digest);
  });

  test.each(vectors.refused)('refused $#: $reason', ({ text, reason }) => {
    expect(parseKey(text)).toEqual({ ok: false, reason });
  });

  test.each(vectors.scopeHashes)('scope hash $#', ({ scope, hash }) => {
    expect(scopeHash(scope).toString('hex')).toBe(hash);
  });

  test.each(vectors.verifiers)('verifier $#', ({ pepper, accountId, keyId, scope, key, verifier: expected }) => {
    const input = { pepper: Buffer.from(pepper, 'base64'), keyId, accountId, scopeHash: scopeHash(scope) };
    expect(verifier({ ...input, digest: digestKey(key) }).toString('base64url')).toBe(expected);
  });
});
