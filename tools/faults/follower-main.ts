import { followLog, type Position } from '@latchkey/event-store';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from './journal';
import { fromEnvironment, stopSignal } from './settings';

/**
 * A process that follows the log, and is killed at any moment. Its journal is its read model: `start <checkpoint>` when it
 * begins, `event <position>` for each one handled, `reset` when it forgets everything. The checkpoint has a file of its own,
 * so only the order of the two steps keeps it behind what was handled.
 */
const { url, directory, name } = fromEnvironment(process.env);
const checkpointFile = join(directory, `${name}.checkpoint`);
const journal = openJournal(join(directory, `${name}.journal`));
const store = createPostgresEventStore({ connectionString: url, applicationName: name });

const load = () => (existsSync(checkpointFile) ? (readFileSync(checkpointFile, 'utf8') as Position) : undefined);
journal.write('start', load() ?? 'none');

await followLog({
  store,
  streamPrefixes: [],
  signal: stopSignal(),
  checkpoint: {
    load: async () => load(),
    save: async (position) => {
      writeFileSync(`${checkpointFile}.new`, position);
      renameSync(`${checkpointFile}.new`, checkpointFile);
    },
    reset: async () => {
      journal.write('reset');
      rmSync(checkpointFile, { force: true });
    },
  },
  handle: ({ events }) => {
    for (const { position } of events) journal.write('event', position);
  },
});
await store.close();
journal.close();
process.disconnect?.();
