import { createLogger, postgresUrlSetting, readSettings, SettingsError } from '@latchkey/platform';
import { z } from 'zod';
import { migrate } from './database/migrate';

const logger = createLogger({ name: 'commerce-migrate', level: 'info' });

try {
  const role = z.string().min(1).max(63).describe('the name of a PostgreSQL role').optional();
  const { DATABASE_URL, COMMERCE_ROLE, AUDITOR_ROLE } = readSettings({
    DATABASE_URL: postgresUrlSetting,
    COMMERCE_ROLE: role,
    AUDITOR_ROLE: role,
  });
  const migrations = await migrate({ ownerUrl: DATABASE_URL, role: COMMERCE_ROLE, auditor: AUDITOR_ROLE });
  logger.info({ migrations }, 'the schema commerce is up to date');
} catch (error) {
  if (error instanceof SettingsError) process.stderr.write(`commerce-migrate: ${error.message}\n`);
  else logger.fatal({ err: error }, 'migrating the schema commerce failed');
  process.exitCode = 1;
}
