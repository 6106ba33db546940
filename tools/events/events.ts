import { StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';
import { renewEsdbLogId } from '@latchkey/event-store-eventstoredb';
import { kindOfEventStore, openEventStore } from '@latchkey/event-store-open';
import { scrub } from '@latchkey/platform';
import { parseArgs } from 'node:util';
import { copyLog } from './copy-log';
import { EventsError } from './events-error';
import { createProgress } from './progress';

const USAGE = `npm run events -- copy --from <url> --to <url>
  Copies a log into another store, which is empty or holds a part of the same copy. Nothing may write to the source.
npm run events -- new-log-id --at <url>
  Gives a log in EventStoreDB that was copied with its files an id of its own. Whoever follows it rebuilds.

A <url> is what EVENT_STORE_URL may be. Exit codes: 0 done, 1 not done, 2 wrong arguments.`;

class UsageError extends Error {}

async function main(args: readonly string[]): Promise<void> {
  const { command, values } = parse(args);
  if (command === 'copy' && values.from !== undefined && values.to !== undefined) {
    return copy(urlIn('--from', values.from), urlIn('--to', values.to));
  }
  if (command === 'new-log-id' && values.at !== undefined) {
    const url = urlIn('--at', values.at);
    if (kindOfEventStore(url) === 'postgres') {
      throw new EventsError('a log in PostgreSQL has a function for it: select event_store.renew_log_id()');
    }
    return void console.log(`the log now has the id ${await renewEsdbLogId(url)}`);
  }
  throw new UsageError();
}

async function copy(fromUrl: string, toUrl: string): Promise<void> {
  const [from, to] = [fromUrl, toUrl].map((url) => openEventStore({ url, applicationName: 'latchkey-events' }));
  if (!from || !to) throw new Error('two stores were opened');
  try {
    const onProgress = createProgress((line) => console.error(line));
    const { events, found, sha256 } = await copyLog({ from, to, onProgress });
    console.log(`both logs hold the same ${events} events, of which ${found} were there before; SHA-256 ${sha256}`);
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { from: text, to: text, at: text };
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { command: positionals.length === 1 ? positionals[0] : undefined, values };
  } catch {
    throw new UsageError();
  }
}

function urlIn(option: string, url: string): string {
  try {
    kindOfEventStore(url);
    return url;
  } catch (error) {
    throw new EventsError(`${option} ${(error as Error).message}`); // `kindOfEventStore` throws no other
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) console.error(USAGE);
  else console.error(`not done: ${scrub(reasonOf(error))}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});

function reasonOf(error: unknown): string {
  if (error instanceof EventsError) return error.message;
  const away = error instanceof StoreUnavailable || error instanceof UnknownOutcome;
  if (!away) return String(error);
  const cause = error.cause instanceof Error && error.cause.cause instanceof Error ? error.cause.cause : error.cause;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}
