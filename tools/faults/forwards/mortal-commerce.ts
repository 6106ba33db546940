import { type Installation, type RunningProcess, startProcess } from '@latchkey/testing';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A commerce of its own beside the installation's, over the same database, that is killed and started again. */
export async function startMortalCommerce(installation: Installation, port: number) {
  const local = installation.local();
  const secret = (name: string) => join(installation.dataDir, 'secrets', name);
  const env = {
    LATCHKEY_MODE: 'test',
    LOG_LEVEL: 'warn',
    PORT: `${port}`,
    ADMIN_PORT: '0',
    DATABASE_URL: local.database_url,
    AUTH_URLS: local.auth_url,
    SERVICE_PRIVATE_KEY_FILE: secret('commerce-service-key.json'),
    ROOT_KEY_FILE: secret('root-key.json'),
    IDEMPOTENCY_KEY_FILE: secret('commerce-idempotency-key.json'),
    ACCESS_SPOOL_DIR: join(installation.dataDir, 'accesses'),
    // The record of a forward that was killed is leased for ten seconds more than this.
    FORWARD_TIMEOUT_MS: '3000',
  };
  const launch = async (): Promise<RunningProcess> => {
    const started = await startProcess({ entry: 'dist/apps/commerce/main.js', env });
    while (!(await isReady(started.adminUrl))) await sleep(10);
    return started;
  };
  let current = await launch();
  return {
    url: `http://127.0.0.1:${port}`,
    /** Kills it and has it back. */
    async crash(): Promise<void> {
      await current.kill('SIGKILL');
      current = await launch();
    },
    stop: () => current.kill(),
  };
}

async function isReady(adminUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${adminUrl}/readyz`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}
