import { createLogger, postgresUrlSetting, readSettings, SettingsError } from '@latchkey/platform';
import { z } from 'zod';
import { migrate } from './database/migrate';

const logger = createLogger({ name: 'auth-migrate', level: 'info' });

try {
  const { DATABASE_URL, AUTH_ROLE } = readSettings({
    DATABASE_URL: postgresUrlSetting,
    AUTH_ROLE: z.string().min(1).max(63).describe('the name of a PostgreSQL role').optional(),
  });
  const migrations = await migrate({ ownerUrl: DATABASE_URL, role: AUTH_ROLE });
  logger.info({ migrations }, 'the schema auth is up to date');
} catch (error) {
  if (error instanceof SettingsError) process.stderr.write(`auth-migrate: ${error.message}\n`);
  else logger.fatal({ err: error }, 'migrating the schema auth failed');
  process.exitCode = 1;
}
