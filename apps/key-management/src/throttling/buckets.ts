import type { IdempotencyKeys } from '@latchkey/idempotency';

/** What is counted together, and how patiently. */
export interface Bucket {
  /** HMAC of what is counted. */
  readonly id: Buffer;
  /** Failures that cost nothing. */
  readonly free: number;
  readonly maxWaitS: number;
  /** In the long run one attempt in this time is possible. */
  readonly forgetOneInS: number;
  /** `give_back`: somebody else's failures stay counted, or a guesser could wipe them out by signing in as themself. */
  readonly afterSuccess: 'forget' | 'give_back';
}

const OF_ONE_SECRET = { free: 5, maxWaitS: 15 * 60, forgetOneInS: 10 * 60, afterSuccess: 'forget' } as const;
/** Behind one address may be a whole office. */
const OF_AN_ADDRESS = { free: 30, maxWaitS: 60, forgetOneInS: 30, afterSuccess: 'give_back' } as const;

export const createBuckets = (keys: IdempotencyKeys) => {
  const id = (...what: readonly (string | Buffer)[]): Buffer => {
    const hmac = keys.fingerprint(keys.currentVersion, ['latchkey-throttle-1', ...what]);
    if (!hmac) throw new Error('the idempotency key file has no key of its current version');
    return hmac;
  };
  return {
    pair: (email: string, address: string): Bucket => ({ id: id('pair', email, address), ...OF_ONE_SECRET }),
    address: (address: string): Bucket => ({ id: id('address', address), ...OF_AN_ADDRESS }),
    device: (hash: Buffer): Bucket => ({ id: id('device', hash), ...OF_ONE_SECRET }),
    password: (userId: string, address: string): Bucket => ({ id: id('password', userId, address), ...OF_ONE_SECRET }),
    oneTimeLink: (address: string): Bucket => ({ id: id('one-time-link', address), ...OF_AN_ADDRESS }),
  };
};
