import { readSettings } from '@latchkey/platform';
import { z } from 'zod';
import { composeShape, withSecrets } from './compose-settings';
import { handOut } from './hand-out';
import { runOnce } from './run-once';

const shape = {
  ...composeShape,
  SECRETS_DIR: z.string().min(1).describe('the path of a directory'),
};

/** First of all, before there is a PostgreSQL: makes the secrets, once, and gives each service its own. */
await runOnce('secrets', async () => {
  const { LATCHKEY_DATA_DIR, DATABASE_SERVER, SECRETS_DIR } = readSettings(shape);
  await withSecrets(LATCHKEY_DATA_DIR, (secrets, data) =>
    handOut({ secrets, data, databaseServer: DATABASE_SERVER, to: SECRETS_DIR }),
  );
  console.log('every service has its secrets');
});
