import { generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { generateServiceKeyPair } from '@latchkey/service-tokens';
import { startProcess, type RunningProcess } from '@latchkey/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CommerceProcesses {
  readonly env: Readonly<Record<string, string>>;
  /** Below which access records wait. */
  readonly spoolDirectory: string;
  start(over?: Readonly<Record<string, string>>): Promise<RunningProcess>;
  /** Removes the files; processes are their starter's to stop. */
  clean(): void;
}

/** What it takes to run the built commerce as a process, with secrets of its own in files. */
export function commerceProcesses(databaseUrl: string, authUrl: string): CommerceProcesses {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-commerce-'));
  const write = (name: string, content: string) => {
    writeFileSync(join(directory, name), content, { mode: 0o600 });
    return join(directory, name);
  };
  const root = { current: 1, keys: { 1: randomBytes(32).toString('base64') }, generated_for: 'development' };
  const spoolDirectory = join(directory, 'accesses');
  const env = {
    LATCHKEY_MODE: 'test',
    PORT: '0',
    ADMIN_PORT: '0',
    DATABASE_URL: databaseUrl,
    AUTH_URLS: authUrl,
    SERVICE_PRIVATE_KEY_FILE: write(
      'key.json',
      JSON.stringify(generateServiceKeyPair('commerce', 'c-1').privateKeyFile),
    ),
    ROOT_KEY_FILE: write('root.json', JSON.stringify(root)),
    IDEMPOTENCY_KEY_FILE: write('idempotency.json', generateIdempotencyKeyFile()),
    ACCESS_SPOOL_DIR: spoolDirectory,
  };
  return {
    env,
    spoolDirectory,
    start: (over = {}) => startProcess({ entry: 'dist/apps/commerce/main.js', env: { ...env, ...over } }),
    clean: () => rmSync(directory, { recursive: true, force: true }),
  };
}
