import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningProcess, startProcess } from '../start-process';
import type { Platform } from './start-platform';

/** The process that follows the log of a platform, seals it and fills the audit index. Whoever starts it ends it. */
export const startSealer = ({ database, directory }: Platform): Promise<RunningProcess> => {
  const keyFile = join(directory, 'sealing-key.json');
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  writeFileSync(keyFile, JSON.stringify({ private_key_pem: pem }), { mode: 0o600 });
  return startProcess({
    entry: 'dist/apps/key-management/relay.main.js',
    env: {
      ...{ LATCHKEY_MODE: 'test', LOG_LEVEL: 'info', ADMIN_PORT: '0', SEALING_KEY_FILE: keyFile },
      ...{ DATABASE_URL: database.url('key_management'), SEAL_INTERVAL_MS: '200' },
    },
  });
};
