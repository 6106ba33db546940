import { stopEarlierKafka } from '@latchkey/embedded-kafka';
import { stopEarlierServer } from '@latchkey/embedded-postgres';
import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Runs beside a disposable server, in a process group of its own. When the process that uses the server is gone, however
 * it ended, stops what runs in the given directories, a Kafka in those named `kafka`, else a PostgreSQL, and removes everything.
 */
const [directory = '', ...serverDirectories] = process.argv.slice(2);

const cleanUp = async () => {
  for (const path of serverDirectories.filter((one) => existsSync(one))) {
    await (basename(path) === 'kafka' ? stopEarlierKafka(path) : stopEarlierServer(path));
  }
  rmSync(directory, { recursive: true, force: true });
};

// It may be gone before we are up: then there is no event any more.
if (process.connected) process.once('disconnect', () => void cleanUp());
else await cleanUp();
