import { stopEarlierServer } from '@latchkey/embedded-postgres';
import { existsSync, rmSync } from 'node:fs';

/**
 * Runs beside a disposable PostgreSQL, in a process group of its own. When the process that uses the server is gone, however
 * it ended, stops the server and removes its directory.
 */
const [directory = '', dataDir = ''] = process.argv.slice(2);

const cleanUp = async () => {
  if (existsSync(dataDir)) await stopEarlierServer(dataDir);
  rmSync(directory, { recursive: true, force: true });
};

// It may be gone before we are up: then there is no event any more.
if (process.connected) process.once('disconnect', () => void cleanUp());
else await cleanUp();
