import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { BadSeal, parseSeal } from './parse-seal';
import { signHead, verifySeal, type Head, type Seal } from './seal';
import {
  fingerprintOf,
  generateSealingKeyFile,
  parsePublicKeyPem,
  publicKeyPem,
  sealingKeySchema,
} from './sealing-key';
import { testKey } from './testing/test-key';

const key = testKey();
const other = testKey(2);
const head: Head = {
  log: 'events',
  log_id: '30000000-0000-4000-8000-000000000001',
  size: 1_000,
  root: 'ab'.repeat(32),
  time: '2026-11-23T10:00:00.000Z',
};
const seal = signHead(head, key, { size: 900, consistency: [Buffer.alloc(32, 7)] });

describe('a seal', () => {
  test('is good for the key that signed it, also after it was written and parsed', () => {
    expect(verifySeal(parseSeal(JSON.parse(JSON.stringify(seal))), key.publicKey)).toBe(true);
    expect(signHead(head, key, null)).toMatchObject({ previous_size: null, consistency: [] });
  });

  test('signs exactly the canonical JSON of its head, so that anybody can check it with a library for Ed25519', () => {
    const signed = `{"format":"latchkey-seal-1","log":"events","log_id":"${head.log_id}","root":"${head.root}","size":1000,"time":"${head.time}"}`;
    const publicKey = createPublicKey(publicKeyPem(key.publicKey));
    expect(verify(null, Buffer.from(signed), publicKey, Buffer.from(seal.signature, 'base64'))).toBe(true);
  });

  test.each<Partial<Seal>>([
    { log: 'accesses' },
    { log_id: '30000000-0000-4000-8000-000000000002' },
    { size: 1_001 },
    { root: 'ac'.repeat(32) },
    { time: '2026-11-23T10:00:00.001Z' },
    { signature: signHead({ ...head, size: 1 }, key, null).signature },
    { signature: 'AAAA' },
    { key: other.fingerprint },
  ])('is not good with another %j', (change) => {
    expect(verifySeal({ ...seal, ...change }, key.publicKey)).toBe(false);
  });

  test('is not good for another key, also when it claims to be that one’s', () => {
    expect(verifySeal(seal, other.publicKey)).toBe(false);
    expect(verifySeal({ ...seal, key: other.fingerprint }, other.publicKey)).toBe(false);
  });
});

describe('parsing a seal', () => {
  test.each<[string, object]>([
    ['format', { format: 'latchkey-seal-2' }],
    ['log', { log: 'others' }],
    ['log_id', { log_id: '' }],
    ['size, previous_size', { size: -1 }],
    ['size', { size: 1.5 }],
    ['root', { root: 'AB'.repeat(32) }],
    ['root', { root: 'ab' }],
    ['time', { time: 'yesterday' }],
    ['time', { time: '2026-11-23T10:00:00+02:00' }],
    ['key', { key: 'ab'.repeat(32) }],
    ['signature', { signature: 'AAAA' }],
    ['signature', { signature: `${'A'.repeat(85)}B==` }],
    ['previous_size', { previous_size: 1_001 }],
    ['previous_size', { previous_size: undefined }],
    ['consistency', { consistency: ['x'] }],
    ['consistency', { previous_size: null }],
    ['consistency', { consistency: Array.from({ length: 129 }, () => 'ab'.repeat(32)) }],
    ['its members', { more: 1 }],
  ])('refuses a bad %s, in words that do not quote it: %j', (member, change) => {
    expect(() => parseSeal({ ...seal, ...change })).toThrow(new BadSeal(`not a seal: ${member}`));
  });

  test.each([null, 'seal', [], undefined])('refuses %p', (json) => {
    expect(() => parseSeal(json)).toThrow(new BadSeal('not a seal: its members'));
  });
});

describe('a sealing key file', () => {
  test('is made anew each time and read back', () => {
    const file = generateSealingKeyFile();
    const read = sealingKeySchema.parse({ ...file, generated_for: 'development' });
    expect(verifySeal(signHead(head, read, null), read.publicKey)).toBe(true);
    expect(sealingKeySchema.parse(generateSealingKeyFile()).fingerprint).not.toBe(read.fingerprint);
  });

  test.each([
    ['no key', {}],
    ['rubbish', { private_key_pem: 'rubbish' }],
    ['a key of another kind', { private_key_pem: pemOf('x25519') }],
    ['a public key', { private_key_pem: publicKeyPem(key.publicKey) }],
  ])('with %s is refused', (_, file) => {
    expect(sealingKeySchema.safeParse(file).success).toBe(false);
  });

  test('gives away its public half alone', () => {
    const pem = publicKeyPem(key.publicKey);
    expect(pem).toContain('BEGIN PUBLIC KEY');
    expect(fingerprintOf(parsePublicKeyPem(pem))).toBe(key.fingerprint);
  });

  test.each([
    ['rubbish', 'rubbish'],
    ['a private key', key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    [
      'a public key of another kind',
      generateKeyPairSync('x25519').publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    ],
  ])('%s is no public key', (_, pem) => {
    expect(() => parsePublicKeyPem(pem)).toThrow(new TypeError('not an Ed25519 public key'));
  });
});

function pemOf(kind: 'x25519'): string {
  return generateKeyPairSync(kind).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}
