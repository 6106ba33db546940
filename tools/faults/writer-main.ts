import {
  eventId,
  type ExpectedVersion,
  type NewEvent,
  StoreConflict,
  StoreUnavailable,
  UnknownOutcome,
} from '@latchkey/event-store';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openJournal, readJournal } from './journal';
import { fromEnvironment, stopSignal } from './settings';

/**
 * A process that appends without pause, and is killed at any moment. Journal: `try <n> <stream>` before command n is sent
 * for the first time, `ack <n> <event id> <position>` once it is acknowledged, `unknown <n>` when the store did not say.
 * Like a service with an idempotency record, a new incarnation repeats what was tried and not acknowledged, with the same ids.
 */
const LANES = 16;
/** Of its own, and shared with all other writers for every fourth command, so that some conflict. */
const STREAMS = 50;
/** Short, so that an outage of the server also leads to outcomes that nobody knows. */
const APPEND_DEADLINE_MS = 600;

const { url, directory, name } = fromEnvironment(process.env);
const stop = stopSignal();
const file = join(directory, `${name}.journal`);
const before = readJournal(file);
const journal = openJournal(file);
const store = createPostgresEventStore({
  connectionString: url,
  applicationName: name,
  appendDeadlineMs: APPEND_DEADLINE_MS,
});
const versions = new Map<string, ExpectedVersion>();

const acknowledged = new Set(before.filter(([word]) => word === 'ack').map(([, number]) => Number(number)));
const tried = before.flatMap(([word, number, stream]) =>
  word === 'try' && stream ? [{ number: Number(number), stream }] : [],
);
const open = tried.filter(({ number }) => !acknowledged.has(number));
let next = tried.length;

await Promise.all(Array.from({ length: LANES }, lane));
await store.close();
journal.close();
process.disconnect?.();

async function lane(): Promise<void> {
  for (let command = take(); command; command = take()) await untilAcknowledged(command.number, command.stream);
}

/** Unfinished commands come first, and are finished even when the end was asked for. */
function take(): { number: number; stream: string } | undefined {
  const unfinished = open.shift();
  if (unfinished || stop.aborted) return unfinished;
  const number = next++;
  const command = { number, stream: `${number % 4 === 0 ? 'shared' : name}-${number % STREAMS}` };
  journal.write('try', command.number, command.stream);
  return command;
}

async function untilAcknowledged(number: number, stream: string): Promise<void> {
  const event = eventOf(number);
  for (;;) {
    try {
      const { position, version } = await store.append(stream, versions.get(stream) ?? 'no-stream', [event]);
      versions.set(stream, version);
      journal.write('ack', number, event.id, position);
      return;
    } catch (error) {
      if (error instanceof StoreConflict) versions.set(stream, error.current);
      else if (error instanceof UnknownOutcome) journal.write('unknown', number);
      else if (error instanceof StoreUnavailable) await sleep(20 + Math.random() * 30);
      else throw error;
    }
  }
}

function eventOf(number: number): NewEvent {
  const text = createHash('sha256').update(name).digest('hex');
  const commandId = `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20, 32)}`;
  return { id: eventId(commandId, number), type: 'Counted', data: { writer: name, number }, metadata: {} };
}
