import { StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';
import { type Pool, sqlState } from '@latchkey/postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { callAppend } from './append-call';
import type { WaitingAppend } from './append-queue';
import type { LogIdentity } from './log-identity';
import { StatementFailure } from './statement';

const RECONNECT_PAUSE_MS = 50;
const ANOTHER_LOG = 'LK001';

/**
 * Runs one batch to a verdict for each append. Repeating is harmless, because the ids stay the same:
 * - the connection was lost in mid-append: once more, as soon as a connection can be had, else the outcome is unknown;
 * - the batch was refused as a whole: one by one, so that one bad append harms nobody else.
 */
export function createAppendRunner(pool: Pool, log: LogIdentity) {
  const attempt = async (batch: readonly WaitingAppend[]): Promise<StatementFailure | undefined> => {
    let sent: readonly WaitingAppend[] = [];
    // Only now: who gave up while the batch connected was told that nothing was stored, and so nothing may be.
    const take = () => {
      sent = batch.filter((entry) => !entry.isSettled());
      sent.forEach((entry) => entry.sent());
      return sent.map(({ append }) => append);
    };
    try {
      const deadline = Math.max(...batch.map((entry) => entry.deadline));
      const answer = await callAppend(pool, take, log.current(), deadline);
      if (!answer) return undefined;
      log.confirm(answer.logId);
      answer.verdicts.forEach((verdict, index) => {
        if (verdict instanceof Error) sent[index]?.reject(verdict);
        else sent[index]?.resolve(verdict);
      });
      return undefined;
    } catch (error) {
      return error instanceof StatementFailure ? error : new StatementFailure('lost', error);
    }
  };

  /** Until a connection was had once more, or nobody waits for the outcome any longer. */
  const attemptAgain = async (batch: readonly WaitingAppend[]): Promise<StatementFailure | undefined> => {
    for (;;) {
      const open = batch.filter((entry) => !entry.isSettled());
      const failure = open.length === 0 ? undefined : await attempt(open);
      if (failure?.kind !== 'not-connected') return failure;
      await sleep(RECONNECT_PAUSE_MS * (0.5 + Math.random()));
    }
  };

  return async function run(batch: readonly WaitingAppend[], lostBefore = false): Promise<void> {
    let failure = await attempt(batch);
    const lost = lostBefore || failure?.kind === 'lost';
    if (failure?.kind === 'lost') failure = await attemptAgain(batch);
    if (!failure) return;

    const open = batch.filter((entry) => !entry.isSettled());
    const replaced = sqlState(failure.cause) === ANOTHER_LOG;
    if (replaced) log.forget();
    if (failure.kind === 'refused' && !replaced && open.length > 1) {
      for (const entry of open) await run([entry], lost);
      return;
    }
    // A refusal says that this attempt stored nothing. It says nothing about an attempt whose answer was lost.
    for (const entry of open) entry.reject(lost ? unknownOutcome(failure) : unavailable(failure, replaced));
  };
}

function unknownOutcome({ cause }: StatementFailure): UnknownOutcome {
  return new UnknownOutcome('the connection to the event store was lost in mid-append', { cause });
}

function unavailable({ kind, cause }: StatementFailure, replaced: boolean): StoreUnavailable {
  if (replaced) return new StoreUnavailable('the event log was replaced by another one; nothing was stored', { cause });
  const why = kind === 'refused' ? 'the event store refused the append' : 'the event store cannot be reached';
  return new StoreUnavailable(`${why}; nothing was stored`, { cause });
}
