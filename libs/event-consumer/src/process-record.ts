import { type Envelope, type ReadRecord, readPublishedRecord } from '@latchkey/key-events';
import type { ConsumedRecord } from '@latchkey/kafka';
import { ConsumerStopped } from './consumer-stopped';
import { type DeadLetter, type DeadLetterReason, deadLetterOf } from './dead-letter';
import { type EventHandlers, handlerOf } from './event-handlers';
import type { ProgressStore, Subject } from './progress.port';

/** `repeated`: it was here before. `passed-over`: of a type that is not known, or that has no handler. */
export type Outcome = 'applied' | 'repeated' | 'passed-over' | 'dead-letter';

export interface ProcessOptions<Transaction> {
  readonly handlers: EventHandlers<Transaction>;
  readonly progress: ProgressStore<Transaction>;
  /** Resolves when the letter is there for good. */
  sendDeadLetter(letter: DeadLetter): Promise<void>;
}

/** A handler has rejected; everything else that fails is a dependency. */
export class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';
}

/**
 * One record, once. Rejects with `HandlerFailed`, with `ConsumerStopped`, or with whatever keeps the progress or the dead
 * letters from being stored; then nothing was stored, and the record has to be processed again.
 */
export async function processRecord<Transaction>(
  record: ConsumedRecord,
  options: ProcessOptions<Transaction>,
): Promise<Outcome> {
  const read = readPublishedRecord(record);
  if (read.kind === 'unreadable') throw new ConsumerStopped('unreadable', record, read.reason);
  const outcome = await options.progress.transaction((transaction) => apply(record, read, transaction, options));
  if (outcome !== 'to-divert') return outcome;
  return divertRecord(record, read.kind === 'violation' ? 'contract_violation' : 'follows', options);
}

/** The letter first: a crash in between sends it twice, and never leaves it out. */
export async function divertRecord<Transaction>(
  record: ConsumedRecord,
  reason: DeadLetterReason,
  { progress, sendDeadLetter }: ProcessOptions<Transaction>,
): Promise<Outcome> {
  const read = readPublishedRecord(record);
  if (read.kind === 'unreadable') throw new ConsumerStopped('unreadable', record, read.reason);
  const { envelope } = read;
  const subject = subjectOf(record, envelope);
  const isNext = () => progress.transaction((transaction) => checkNext(record, envelope, transaction, progress));
  // Asked before, so that a letter is not sent again and again while the progress cannot be stored.
  if ((await isNext()) === 'repeated') return 'repeated';
  await sendDeadLetter(deadLetterOf({ ...record, key: subject.key }, reason));
  return progress.transaction(async (transaction) => {
    if ((await checkNext(record, envelope, transaction, progress)) === 'repeated') return 'repeated';
    await progress.write(transaction, subject, { version: envelope.version, diverted: true });
    return 'dead-letter';
  });
}

async function apply<Transaction>(
  record: ConsumedRecord,
  read: Exclude<ReadRecord, { kind: 'unreadable' }>,
  transaction: Transaction,
  { handlers, progress }: ProcessOptions<Transaction>,
): Promise<Outcome | 'to-divert'> {
  const { envelope } = read;
  const next = await checkNext(record, envelope, transaction, progress);
  if (next === 'repeated') return 'repeated';
  if (next === 'diverted' || read.kind === 'violation') return 'to-divert';
  const handler = read.kind === 'event' ? handlerOf(handlers, read.event) : undefined;
  if (read.kind === 'event' && handler) {
    try {
      await handler(read.event, transaction);
    } catch (cause) {
      throw new HandlerFailed(`the handler of ${envelope.type} failed`, { cause });
    }
  }
  await progress.write(transaction, subjectOf(record, envelope), { version: envelope.version, diverted: false });
  return handler ? 'applied' : 'passed-over';
}

/** Whether the event is the one to come. */
async function checkNext<Transaction>(
  record: ConsumedRecord,
  envelope: Envelope,
  transaction: Transaction,
  progress: ProgressStore<Transaction>,
): Promise<'next' | 'diverted' | 'repeated'> {
  const { version: last, diverted } = (await progress.read(transaction, subjectOf(record, envelope))) ?? beforeFirst;
  const { version, subject } = envelope;
  if (version <= last) return 'repeated';
  if (version > last + 1)
    throw new ConsumerStopped(
      'gap',
      record,
      `${subject} has version ${version} after ${last}; ${missing(last, version)}`,
    );
  return diverted ? 'diverted' : 'next';
}

const beforeFirst = { version: -1, diverted: false };
const missing = (last: number, version: number): string => {
  const count = version - last - 1;
  return count === 1 ? 'one is missing' : `${count} are missing`;
};
const subjectOf = ({ topic }: ConsumedRecord, { subject }: Envelope): Subject => ({ topic, key: subject });
