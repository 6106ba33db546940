import type { EventStore, Position } from '@latchkey/event-store';
import { UnknownPosition } from '@latchkey/event-store';
import type { Peppers } from '@latchkey/keys-format';
import type { LogIndex } from '../index/log-index';
import type { LogContact } from '../log/log-contact';
import type { PositionWaiters } from '../log/position-waiters';
import { decideVerdict } from './decide-verdict';
import { withoutAccount, type Check, type MalformedReason, type Verdict } from './verdict';

export interface JudgeOptions {
  readonly index: Pick<LogIndex, 'find' | 'position'>;
  readonly contact: Pick<LogContact, 'now'>;
  readonly waiters: PositionWaiters;
  readonly peppers: Peppers;
  readonly compare: EventStore['compare'];
}

export type Question =
  | { readonly ok: true; readonly check: Check }
  | { readonly ok: false; readonly reason: MalformedReason; readonly keyId: string | null };

/** All verdicts of one call are made at one position, in one moment. */
export interface Judgement {
  readonly position: Position;
  readonly verdicts: readonly Verdict[];
}

export interface Judge {
  /** Waits at most `waitMs` for the positions that are demanded. Null: without contact with the log nothing is judged. */
  judge(questions: readonly Question[], waitMs: number): Promise<Judgement | null>;
}

export function createJudge({ index, contact, waiters, peppers, compare }: JudgeOptions): Judge {
  /** Is what the check demands in the index? */
  function standing(minPosition: string | undefined): 'reached' | 'behind' | 'unknown' {
    if (minPosition === undefined) return 'reached';
    if (index.position === undefined) return 'behind';
    try {
      // Whatever the text is: the adapter says whether it is one of its positions.
      return compare(minPosition as Position, index.position) <= 0 ? 'reached' : 'behind';
    } catch (error) {
      if (error instanceof UnknownPosition) return 'unknown';
      throw error;
    }
  }

  function answer(question: Question): Verdict {
    if (!question.ok) return withoutAccount('malformed', question.reason, question.keyId);
    const { check } = question;
    const stands = standing(check.minPosition);
    const verdict = decideVerdict(index, peppers, check);
    if (stands === 'reached' || isFinal(verdict)) return verdict;
    if (stands === 'behind') return withoutAccount('unavailable', 'behind', check.keyId);
    // What is wrong with the key is said before what is wrong with the position.
    return verdict.verdict === 'deny' ? verdict : withoutAccount('malformed', 'unknown_position', check.keyId);
  }

  const waits = (question: Question): boolean =>
    question.ok &&
    standing(question.check.minPosition) === 'behind' &&
    !isFinal(decideVerdict(index, peppers, question.check));

  return {
    async judge(questions, waitMs) {
      if (!contact.now().ok) return null;
      const demanding = questions.filter((question) => question.ok && question.check.minPosition !== undefined);
      if (demanding.length > 0) {
        await waiters.wait(() => !demanding.some(waits), waitMs);
      }
      // Asked again after the wait: the log may have been lost, or replaced, meanwhile.
      if (!contact.now().ok || index.position === undefined) return null;
      return { position: index.position, verdicts: questions.map(answer) };
    },
  };
}

/**
 * No later event can change it. Of the denials only this one: an unknown id may be about to be created, and a wrong secret
 * must not be told from it.
 */
const isFinal = ({ reason }: Verdict): boolean => reason === 'api_key_revoked';
