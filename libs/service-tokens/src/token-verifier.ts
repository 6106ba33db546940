import { createPublicKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { type ServicePublicKeys } from './service-key-files';
import { MAX_LIFETIME_SECONDS } from './token-source';

export interface TokenVerifierOptions {
  /** Contents of `SERVICE_PUBLIC_KEYS_FILE`. */
  readonly publicKeys: ServicePublicKeys;
  /** Our own name: tokens made for others are refused. */
  readonly audience: string;
  /** Checked tokens remembered at once. Default 1,000. */
  readonly maxRemembered?: number;
  /** Epoch milliseconds; for tests. */
  readonly now?: () => number;
}

export interface Caller {
  readonly service: string;
}

export interface ServiceTokenVerifier {
  /** The calling service, or null for any token that is not good. Never rejects. */
  verify(token: string): Promise<Caller | null>;
  /** How many tokens are remembered; at most `maxRemembered`. */
  remembered(): number;
}

const MAX_TOKEN_CHARS = 1_024;
/** How far apart the clocks of two of our machines may be. */
const CLOCK_TOLERANCE_SECONDS = 5;

interface Remembered {
  readonly caller: Caller;
  readonly expiresAtMs: number;
}

/** A good token's signature is checked once, then the token is remembered until it expires. */
export function createServiceTokenVerifier(options: TokenVerifierOptions): ServiceTokenVerifier {
  const { publicKeys, audience, maxRemembered = 1_000, now = Date.now } = options;
  const keys = new Map<string, { readonly service: string; readonly key: KeyObject }>(
    publicKeys.keys.map(({ service, kid, public_key }) => [
      kid,
      { service, key: createPublicKey({ key: public_key, format: 'jwk' }) },
    ]),
  );
  const remembered = new Map<string, Remembered>();

  const remember = (token: string, entry: Remembered): void => {
    if (remembered.size >= maxRemembered) forgetSome(remembered, maxRemembered, now());
    remembered.set(token, entry);
  };

  return {
    async verify(token) {
      const known = remembered.get(token);
      if (known !== undefined) {
        if (now() < known.expiresAtMs) return known.caller;
        remembered.delete(token);
      }
      if (token.length > MAX_TOKEN_CHARS) return null;
      const checked = await check(token, keys, audience, now());
      if (checked !== null) remember(token, checked);
      return checked?.caller ?? null;
    },
    remembered: () => remembered.size,
  };
}

async function check(
  token: string,
  keys: ReadonlyMap<string, { readonly service: string; readonly key: KeyObject }>,
  audience: string,
  nowMs: number,
): Promise<Remembered | null> {
  let service: string | undefined;
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        const known = keys.get(kid ?? '');
        if (known === undefined) throw new errors.JOSEError('unknown kid');
        service = known.service;
        return known.key;
      },
      {
        algorithms: ['EdDSA', 'Ed25519'],
        audience,
        requiredClaims: ['iss', 'aud', 'iat', 'exp'],
        maxTokenAge: MAX_LIFETIME_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(nowMs),
      },
    );
    // jose checked that both are numbers.
    const { iat = 0, exp = 0 } = payload;
    // The name is bound to the key: a service cannot sign as another one.
    if (service === undefined || payload.iss !== service || payload.aud !== audience) return null;
    if (exp - iat > MAX_LIFETIME_SECONDS) return null;
    return { caller: { service }, expiresAtMs: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The expired first; if that is not enough, the oldest half: they only cost another check. */
function forgetSome(remembered: Map<string, Remembered>, maxSize: number, nowMs: number): void {
  for (const [token, { expiresAtMs }] of remembered) if (expiresAtMs <= nowMs) remembered.delete(token);
  let excess = remembered.size <= maxSize / 2 ? 0 : Math.ceil(remembered.size / 2);
  for (const token of remembered.keys()) {
    if (excess-- <= 0) return;
    remembered.delete(token);
  }
}
