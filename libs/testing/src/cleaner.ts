import { stopEarlierServer } from '@latchkey/embedded-postgres';
import { existsSync, rmSync } from 'node:fs';

/**
 * Runs beside a disposable PostgreSQL, in a process group of its own. When the process that uses the server is gone, however
 * it ended, stops the server and removes its directory.
 */
const [directory = '', dataDir = ''] = process.argv.slice(2);

process.once('disconnect', () => void cleanUp());

const cleanUp = async () => {
  if (existsSync(dataDir)) await stopEarlierServer(dataDir);
  rmSync(directory, { recursive: true, force: true });
};
