import { type Database, prepareOwn } from '../start/database';
import { migrateAll } from '../start/migrate-all';
import { type Secrets } from '../start/secrets';
import { StartError } from '../start/start-error';

/** Makes database, roles and schemas, or brings them up to date. */
export const setUpDatabase = async (superuserUrl: string, secrets: Secrets, signal: AbortSignal): Promise<Database> => {
  const { database, claim } = await prepare(superuserUrl, secrets);
  if (claim === "another's") throw new StartError(FOREIGN);
  await migrateAll(database, signal);
  return database;
};

const prepare = async (superuserUrl: string, secrets: Secrets): ReturnType<typeof prepareOwn> => {
  try {
    return await prepareOwn(superuserUrl, secrets);
  } catch (cause) {
    if (isInvalidPassword(cause)) throw new StartError(FOREIGN, { cause });
    const reason = cause instanceof Error ? cause.message : 'unknown error';
    throw new StartError(`The database at DATABASE_SERVER cannot be prepared (${reason}).`, { cause });
  }
};

const FOREIGN =
  'The volumes setup and postgres do not belong together: nothing in the database can be used without the secrets that it was set up with. Put the right ones back, or delete both to start afresh.';

const isInvalidPassword = (error: unknown): boolean => error instanceof Error && Reflect.get(error, 'code') === '28P01';
