import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { type ServicePrivateKey } from './service-key-files';

export interface TokenSourceOptions {
  readonly service: string;
  readonly kid: string;
  readonly privateKey: ServicePrivateKey['private_key'];
  /** Who is to accept it, e.g. `auth`. */
  readonly audience: string;
  /** Default and maximum 60. */
  readonly lifetimeSeconds?: number;
  /** Epoch milliseconds; for tests. */
  readonly now?: () => number;
}

export interface ServiceTokenSource {
  /** A token good for at least half its life; made anew ahead of its end, once however many ask. */
  token(): Promise<string>;
}

export const MAX_LIFETIME_SECONDS = 60;

/** Signs our short tokens (EdDSA over Ed25519) and keeps each until half of its life is over. */
export function createServiceTokenSource(options: TokenSourceOptions): ServiceTokenSource {
  const { service, kid, privateKey, audience, lifetimeSeconds = MAX_LIFETIME_SECONDS, now = Date.now } = options;
  if (!(lifetimeSeconds >= 2 && lifetimeSeconds <= MAX_LIFETIME_SECONDS))
    throw new RangeError('a token lives 2 to 60 s');
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  let current: { readonly token: Promise<string>; readonly renewAtMs: number; readonly madeAtMs: number } | undefined;

  const sign = (nowMs: number): Promise<string> => {
    const issuedAt = Math.floor(nowMs / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
      .setIssuer(service)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(key);
  };

  return {
    token() {
      const nowMs = now();
      // A clock that was set back would else keep a token that is not valid yet for those who check it.
      if (current === undefined || nowMs >= current.renewAtMs || nowMs < current.madeAtMs) {
        const token = sign(nowMs);
        current = { token, madeAtMs: nowMs, renewAtMs: nowMs + (lifetimeSeconds * 1000) / 2 };
        token.catch(() => {
          current = undefined;
        });
      }
      return current.token;
    },
  };
}
