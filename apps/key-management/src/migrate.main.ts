import { createLogger, postgresUrlSetting, readSettings, scrub, SettingsError } from '@latchkey/platform';
import { z } from 'zod';
import { migrate } from './migrations/migrate';

const role = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_$]{0,62}$/)
  .describe('the name of an existing PostgreSQL role')
  .optional();

/** Runs to its end and exits: 0 when the database is up to date, 1 when not. */
const main = async (): Promise<void> => {
  const logger = createLogger({ name: 'key-management-migrate' });
  const settings = readSettings({
    DATABASE_URL: postgresUrlSetting,
    KEY_MANAGEMENT_ROLE: role,
    AUTH_ROLE: role,
    AUDITOR_ROLE: role,
  });
  const applied = await migrate(settings.DATABASE_URL, {
    keyManagement: settings.KEY_MANAGEMENT_ROLE,
    auth: settings.AUTH_ROLE,
    auditor: settings.AUDITOR_ROLE,
  });
  logger.info({ applied }, 'database is up to date');
};

main().catch((error: unknown) => {
  const message = error instanceof SettingsError ? error.message : `cannot migrate: ${String(error)}`;
  process.stderr.write(`key-management-migrate: ${scrub(message)}\n`);
  process.exitCode = 1;
});
