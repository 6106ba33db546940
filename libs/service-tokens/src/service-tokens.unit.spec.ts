import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { generateServiceKeyPair, servicePublicKeysSchema } from './service-key-files';
import { createServiceTokenSource } from './token-source';
import { createServiceTokenVerifier } from './token-verifier';

const START_MS = Date.parse('2026-11-23T10:00:00Z');
const { privateKeyFile, publicKeysFile } = generateServiceKeyPair('commerce', 'c-1');
const other = generateServiceKeyPair('key-management', 'k-1');
const publicKeys = { keys: [...publicKeysFile.keys, ...other.publicKeysFile.keys] };

function clock() {
  let nowMs = START_MS;
  return { now: () => nowMs, pass: (ms: number) => (nowMs += ms) };
}

function setUp(options: { audience?: string; lifetimeSeconds?: number; maxRemembered?: number } = {}) {
  const { now, pass } = clock();
  const source = createServiceTokenSource({
    service: 'commerce',
    kid: 'c-1',
    privateKey: privateKeyFile.private_key,
    audience: options.audience ?? 'auth',
    lifetimeSeconds: options.lifetimeSeconds ?? 60,
    now,
  });
  const verifier = createServiceTokenVerifier({
    publicKeys,
    audience: 'auth',
    now,
    maxRemembered: options.maxRemembered ?? 10,
  });
  return { source, verifier, now, pass };
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const claims = (more: object = {}) => ({
  iss: 'commerce',
  aud: 'auth',
  iat: START_MS / 1000,
  exp: START_MS / 1000 + 60,
  ...more,
});
/** Signed with commerce's real key, whatever it says. */
const signed = (payload: Record<string, unknown>, header: object = {}) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', kid: 'c-1', ...header })
    .sign({ ...privateKeyFile.private_key, alg: 'EdDSA' });

describe('a token of ours', () => {
  test('names the calling service', async () => {
    const { source, verifier } = setUp();
    expect(await verifier.verify(await source.token())).toEqual({ service: 'commerce' });
  });

  test('is kept until half of its life is over, then made anew, once however many ask', async () => {
    const { source, pass } = setUp();
    const first = await source.token();
    pass(29_999);
    expect(await source.token()).toBe(first);
    pass(1);
    const [second, third] = await Promise.all([source.token(), source.token()]);
    expect(second).not.toBe(first);
    expect(third).toBe(second);
  });

  test('is made anew when the clock was set back', async () => {
    const { source, pass } = setUp();
    const first = await source.token();
    pass(-3_600_000);
    expect(await source.token()).not.toBe(first);
  });

  test('lives 60 s at most', () => {
    expect(() => setUp({ lifetimeSeconds: 61 })).toThrow(RangeError);
  });

  test('is refused once it has expired, also when it was good before', async () => {
    const { source, verifier, pass } = setUp();
    const token = await source.token();
    expect(await verifier.verify(token)).toEqual({ service: 'commerce' });
    pass(65_001);
    expect(await verifier.verify(token)).toBeNull();
  });

  test('is checked once and then remembered', async () => {
    const { source, verifier } = setUp();
    const token = await source.token();
    const first = await verifier.verify(token);
    expect(verifier.remembered()).toBe(1);
    expect(await verifier.verify(token)).toBe(first);
  });
});

describe('refused', () => {
  const refused = async (token: string) => {
    const { verifier } = setUp();
    expect(await verifier.verify(token)).toBeNull();
  };

  test('a token for somebody else', async () => {
    const { source, verifier } = setUp({ audience: 'key-management' });
    expect(await verifier.verify(await source.token())).toBeNull();
  });

  test.each([
    ['of an unknown kid', claims(), { kid: 'nobody' }],
    ['without a kid', claims(), { kid: undefined }],
    ['of another service than its key is for', claims({ iss: 'key-management' }), {}],
    ['without an issuer', claims({ iss: undefined }), {}],
    ['without an audience', claims({ aud: undefined }), {}],
    ['for several audiences', claims({ aud: ['auth', 'commerce'] }), {}],
    ['without an expiry', claims({ exp: undefined }), {}],
    ['without a time of issue', claims({ iat: undefined }), {}],
    ['that lives longer than 60 s', claims({ exp: START_MS / 1000 + 61 }), {}],
    ['issued in the future', claims({ iat: START_MS / 1000 + 30, exp: START_MS / 1000 + 60 }), {}],
    ['not valid yet', claims({ nbf: START_MS / 1000 + 30 }), {}],
  ])('a token %s', async (_, payload, header) => {
    await refused(await signed(payload, header));
  });

  test('the very same token, said rightly, is good', async () => {
    const { verifier } = setUp();
    expect(await verifier.verify(await signed(claims()))).toEqual({ service: 'commerce' });
  });

  test('alg none', async () => {
    await refused(`${encode({ alg: 'none', kid: 'c-1' })}.${encode(claims())}.`);
  });

  test('HS256 with our public key as the secret', async () => {
    const input = `${encode({ alg: 'HS256', kid: 'c-1' })}.${encode(claims())}`;
    const x = publicKeysFile.keys[0]?.public_key.x ?? '';
    for (const secret of [x, Buffer.from(x, 'base64url'), JSON.stringify(publicKeysFile.keys[0]?.public_key)]) {
      await refused(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`);
    }
  });

  test('a token signed by another key', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    await refused(await new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: 'c-1' }).sign(privateKey));
  });

  test('a token that brings its own key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const header = {
      alg: 'EdDSA',
      kid: 'c-1',
      jwk: { kty: 'OKP', crv: 'Ed25519', x: String(publicKey.export({ format: 'jwk' }).x) },
    };
    await refused(await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey));
  });

  test.each(['', '.', '..', 'x', 'x.y.z', 'é', '\0', `${encode({ alg: 'EdDSA' })}.x.y`])('rubbish: %j', refused);

  test('a token whose end was changed', async () => {
    const token = await signed(claims());
    await refused(`${token.slice(0, -4)}AAAA`);
  });

  test('a good signature on more than 1,024 characters', async () => {
    await refused(await signed(claims({ padding: 'x'.repeat(1_000) })));
  });
});

describe('memory', () => {
  test('tokens remembered are bounded, and those forgotten are still good', async () => {
    const { verifier, now } = setUp({ maxRemembered: 10 });
    const tokens = await Promise.all(Array.from({ length: 100 }, (_, n) => signed(claims({ jti: `${n}` }))));
    for (const token of tokens) await verifier.verify(token);
    expect(verifier.remembered()).toBeLessThanOrEqual(10);
    expect(await verifier.verify(tokens[0] ?? '')).toEqual({ service: 'commerce' });
    expect(now()).toBe(START_MS);
  });

  test('refused tokens are not remembered', async () => {
    const { verifier } = setUp();
    for (let n = 0; n < 50; n++) await verifier.verify(`x.y.${n}`);
    expect(verifier.remembered()).toBe(0);
  });
});

describe('key files', () => {
  test('a public key may be the raw 32 bytes', async () => {
    const raw = servicePublicKeysSchema.parse({
      keys: [{ service: 'commerce', kid: 'c-1', public_key: publicKeysFile.keys[0]?.public_key.x }],
    });
    const { source, now } = setUp();
    const verifier = createServiceTokenVerifier({ publicKeys: raw, audience: 'auth', now });
    expect(await verifier.verify(await source.token())).toEqual({ service: 'commerce' });
  });

  test('the public file holds no private part; both survive JSON', () => {
    expect(JSON.stringify(publicKeysFile)).not.toContain(privateKeyFile.private_key.d);
    expect(servicePublicKeysSchema.parse(JSON.parse(JSON.stringify(publicKeysFile)))).toEqual(publicKeysFile);
  });

  test.each([
    { keys: [...publicKeysFile.keys, ...publicKeysFile.keys] },
    { keys: [{ service: 'commerce', kid: 'c-1', public_key: 'short' }] },
    { keys: [{ service: 'Commerce!', kid: 'c-1', public_key: 'A'.repeat(43) }] },
    {},
  ])('a bad file is refused: %#', (contents) => {
    expect(servicePublicKeysSchema.safeParse(contents).success).toBe(false);
  });
});
