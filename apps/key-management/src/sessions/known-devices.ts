import type { Pool, PoolClient } from '@latchkey/postgres';
import { DEVICE_LIFETIME_MS } from './cookies';
import { newSecretId, type SecretId } from './secret-id';
import dropDevices from './sql/drop-devices.sql';
import findDevice from './sql/find-device.sql';
import insertDevice from './sql/insert-device.sql';
import keepNewestDevices from './sql/keep-newest-devices.sql';

type Queryable = Pick<Pool | PoolClient, 'query'>;

const MAX_DEVICES = 20;

/** A browser that the user has just signed in with. Undefined: it was known before. */
export const rememberDevice = async (
  db: Queryable,
  userId: string,
  shown: Buffer | undefined,
  now: Date,
): Promise<SecretId | undefined> => {
  const known = shown && (await db.query({ name: 'find_device', text: findDevice, values: [shown, userId, now] }));
  if (known?.rowCount) return undefined;
  const device = newSecretId();
  const expiresAt = new Date(now.getTime() + DEVICE_LIFETIME_MS);
  await db.query({ name: 'insert_device', text: insertDevice, values: [device.hash, userId, expiresAt] });
  await db.query({ name: 'keep_newest_devices', text: keepNewestDevices, values: [userId, MAX_DEVICES] });
  return device;
};

/** Whoever knew the old password is a stranger again. */
export const forgetDevices = async (db: Queryable, userId: string): Promise<void> => {
  await db.query({ name: 'drop_devices', text: dropDevices, values: [userId] });
};
