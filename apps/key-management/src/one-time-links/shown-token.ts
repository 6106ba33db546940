import { Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { hashSecretId, isSecretId } from '../sessions/secret-id';
import type { Visitor } from '../sessions/visitor';
import type { Throttle } from '../throttling/throttle';
import type { OneTimeLink } from './one-time-link';
import { findByToken } from './one-time-link.store';

export interface ShownToken {
  readonly hash: Buffer;
  readonly link: OneTimeLink;
}

/** The link of a token that is still good; else 404, the same for one that was used, withdrawn, has expired or never was. */
export const findShown = async (
  { pool, throttle }: { readonly pool: Pool; readonly throttle: Throttle },
  { address }: Visitor,
  token: string,
  now: Date,
): Promise<ShownToken> => {
  const found = await throttle.oneTimeLink({ address }, async () => {
    if (!isSecretId(token)) return undefined;
    const hash = hashSecretId(token);
    const link = await findByToken(pool, hash, now);
    return link && { hash, link };
  });
  if (!found) throw new Problem('not_found');
  return found;
};
