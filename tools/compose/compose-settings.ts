import { z } from 'zod';
import { type DataDirectory, openDataDirectory } from '../start/data-directory';
import { ensureSecrets, type Secrets } from '../start/secrets';

/** What both one-shot programs are told. */
export const composeShape = {
  /** Where the secrets are made and kept; no service sees it. */
  LATCHKEY_DATA_DIR: z.string().min(1).describe('the path of a directory'),
  DATABASE_SERVER: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,253}:[0-9]{1,5}$/)
    .describe('host:port of PostgreSQL'),
} as const;

/** The secrets, made at the first start; nobody else works with them meanwhile. */
export const withSecrets = async <T>(
  directory: string,
  work: (secrets: Secrets, data: DataDirectory) => T | Promise<T>,
): Promise<T> => {
  const data = openDataDirectory(directory);
  try {
    return await work(ensureSecrets(data), data);
  } finally {
    data.release();
  }
};

export const superuserUrl = (server: string, { databasePasswords }: Secrets): string =>
  `postgres://postgres:${encodeURIComponent(databasePasswords.superuser)}@${server}/postgres`;
