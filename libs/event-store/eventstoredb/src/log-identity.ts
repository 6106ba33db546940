import { canonicalJson, StoreUnavailable } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import type { EsdbConnection, EsdbRecord } from './esdb-connection';
import { EsdbFailure } from './esdb-failure';
import { readAgain } from './read-again';
import { LOG_STREAM } from './stored-event';
import { endedEarly } from './stream-reader';

const LOG_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TYPE = 'LogIdentified';
const RECHECK_MS = 1_000;

/** Which log this is: what the last event of `latchkey-log` says. Its first is written by whoever comes first. */
export interface LogIdentity {
  /** As of the latest look; undefined before the first. */
  current(): string | undefined;
  /**
   * Looks again when it is a second ago. Rejects with `StoreUnavailable` when this is another log than before: who asked
   * did so on knowledge of the other one.
   */
  confirmed(deadline: number, now?: boolean): Promise<string>;
}

export function createLogIdentity(connection: EsdbConnection, onReplaced: () => void): LogIdentity {
  let current: string | undefined;
  let checkedAt = -Infinity;
  let looking: Promise<string> | undefined;

  const look = async (deadline: number): Promise<string> => {
    const askedAt = performance.now();
    const found = await findLogId(connection, deadline);
    const before = current;
    current = found;
    checkedAt = askedAt;
    if (before === undefined || before === found) return found;
    onReplaced();
    throw new StoreUnavailable('the event log was replaced by another one');
  };

  return {
    current: () => current,
    confirmed(deadline, now = false) {
      if (!now && current !== undefined && performance.now() - checkedAt < RECHECK_MS) return Promise.resolve(current);
      looking ??= look(deadline).finally(() => (looking = undefined));
      return looking;
    },
  };
}

/** Gives the log a new id: for one that was copied with its files. Processes that follow it rebuild what they derived. */
export async function renewLogId(connection: EsdbConnection, deadline: number): Promise<string> {
  const id = randomUUID();
  const last = await lastRecord(connection, deadline);
  await writeLogId(connection, id, last?.version ?? 'no-stream', deadline);
  return id;
}

async function findLogId(connection: EsdbConnection, deadline: number): Promise<string> {
  for (;;) {
    const last = await lastRecord(connection, deadline);
    if (last) return logIdIn(last);
    await writeLogId(connection, randomUUID(), 'no-stream', deadline).catch((error: unknown) => {
      // Somebody else was faster, or it was written and not answered: the next look tells.
      if (!(error instanceof EsdbFailure) || error.kind !== 'conflict') throw error;
    });
  }
}

async function lastRecord(connection: EsdbConnection, deadline: number): Promise<EsdbRecord | undefined> {
  return readAgain(deadline, async (timeoutMs) => {
    const records = await connection.readStream(LOG_STREAM, 'last', 1, timeoutMs);
    if (records?.length === 0) throw endedEarly();
    return records?.[0];
  });
}

async function writeLogId(
  connection: EsdbConnection,
  id: string,
  expected: number | 'no-stream',
  deadline: number,
): Promise<void> {
  const event = {
    id: randomUUID(),
    type: TYPE,
    dataBytes: canonicalJson({ log_id: id }),
    metadataBytes: canonicalJson({}),
  };
  const timeoutMs = Math.max(1, deadline - performance.now());
  await connection.append({ stream: LOG_STREAM, expected, events: [event] }, timeoutMs);
}

function logIdIn({ data }: EsdbRecord): string {
  const id = typeof data === 'object' && data !== null && 'log_id' in data ? data.log_id : undefined;
  if (typeof id !== 'string' || !LOG_ID.test(id)) {
    throw new StoreUnavailable(`the stream ${LOG_STREAM} of the event store does not hold the id of a log`);
  }
  return id;
}
