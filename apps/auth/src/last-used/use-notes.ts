import type { Verdict } from '../verdict/verdict';
import type { KeyUses } from './last-used.port';

/** Which keys were allowed something and when, until somebody takes it: one entry a key, however often it was used. */
export interface UseNotes {
  readonly size: number;
  note(verdicts: readonly Pick<Verdict, 'verdict' | 'keyId'>[]): void;
  /** Takes out those that came first, at most `max`. */
  take(max: number): KeyUses;
  /** What was taken and could not be stored. */
  putBack(uses: KeyUses): void;
}

/** `nowMs`: as `Date.now()`. */
export function createUseNotes(nowMs: () => number = Date.now): UseNotes {
  const notes = new Map<string, number>();

  /** On the verify path: a look-up for most uses, as most keys are used more than once a second. */
  function keepNewest(keyId: string, second: number): void {
    const noted = notes.get(keyId);
    if (noted === undefined || noted < second) notes.set(keyId, second);
  }

  return {
    get size() {
      return notes.size;
    },
    note(verdicts) {
      const second = Math.floor(nowMs() / 1000);
      for (const { verdict, keyId } of verdicts) if (verdict === 'allow' && keyId !== null) keepNewest(keyId, second);
    },
    take(max) {
      const taken = new Map<string, number>();
      for (const [keyId, second] of notes) {
        if (taken.size === max) break;
        taken.set(keyId, second);
        notes.delete(keyId);
      }
      return taken;
    },
    putBack(uses) {
      for (const [keyId, second] of uses) keepNewest(keyId, second);
    },
  };
}
