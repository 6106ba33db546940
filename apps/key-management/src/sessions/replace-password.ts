import type { PoolClient } from '@latchkey/postgres';
import { dropPasswordResets } from '../one-time-links/one-time-link.store';
import { setPassword } from '../users/user.store';
import { forgetDevices } from './known-devices';
import type { SessionUser } from './session';
import { endSessionsOf } from './session.store';

/** In a transaction that has locked the user: nothing that the old password has opened stays open, but `but`. */
export const replacePassword = async (
  client: PoolClient,
  userId: string,
  hash: string,
  but: Buffer | null,
  signedInAt: Date | null = null,
): Promise<SessionUser> => {
  const user = await setPassword(client, userId, hash, signedInAt);
  await endSessionsOf(client, userId, but);
  await forgetDevices(client, userId);
  await dropPasswordResets(client, userId);
  return user;
};
