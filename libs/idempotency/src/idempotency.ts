import { randomUUID, timingSafeEqual } from 'node:crypto';
import type {
  Answer,
  Attempt,
  AttemptAtEffect,
  Idempotency,
  IdempotencyOptions,
  IdempotentRequest,
  Outcome,
  Scope,
  WorkResult,
} from './idempotency.types';
import { nothingHappenedByDefault } from './nothing-happened';
import { recordId as hashOfScope } from './record-id';
import { createRecords, type StoredRecord } from './records';

const DEFAULT_LEASE_MS = 20_000;
const DEFAULT_REMEMBER_MS = 24 * 60 * 60 * 1000;
/** A record can vanish between "it is there" and "what does it say"; more than a few times in a row it does not. */
const MAX_LOOKS = 5;

/** Records of what was answered to which idempotency key, in PostgreSQL. See `Idempotency` for what it promises. */
export const createIdempotency = ({
  pool,
  schema,
  keys,
  rememberMs = DEFAULT_REMEMBER_MS,
  nothingHappened = nothingHappenedByDefault,
  onIncomplete = () => undefined,
}: IdempotencyOptions): Idempotency => {
  const records = createRecords(pool, schema);

  const execute = async <A extends Answer>(
    request: IdempotentRequest,
    work: (attempt: AttemptAtEffect) => Promise<WorkResult<A>>,
  ): Promise<Outcome<A>> => {
    const recordId = hashOfScope(request.scope);
    const claim = await claimOrJudge(request, recordId);
    if (claim.kind !== 'claimed') return claim;
    const { keyVersion } = claim;
    let effectBegun = false;
    const attempt: AttemptAtEffect = {
      ...claim.attempt,
      beginEffect: async () => {
        // Before we know: an update whose answer is lost may have been made.
        effectBegun = true;
        return records.beginEffect({ recordId, attempt: claim.attempt.attempt });
      },
    };
    let result: WorkResult<A>;
    try {
      result = await work(attempt);
    } catch (error) {
      await giveUp(recordId, attempt.attempt, effectBegun, error);
      throw error;
    }
    const remembered = Buffer.from(JSON.stringify(result.remembered ?? result.answer));
    const answer = keys.seal(keyVersion, remembered, boundTo(recordId, attempt.commandId));
    await records.complete({ recordId, attempt: attempt.attempt, answer, rememberMs }).catch(onIncomplete);
    return { kind: 'fresh', answer: result.answer };
  };

  type Claim = { kind: 'claimed'; attempt: Attempt; keyVersion: number };

  const claimOrJudge = async (
    request: IdempotentRequest,
    recordId: Buffer,
  ): Promise<Claim | Exclude<Outcome, { kind: 'fresh' }>> => {
    const leaseMs = request.leaseMs ?? DEFAULT_LEASE_MS;
    const fingerprintOf = (version: number): Buffer | undefined => keys.fingerprint(version, request.fingerprint);
    const keyVersion = keys.currentVersion;
    const fingerprint = fingerprintOf(keyVersion);
    if (!fingerprint) throw new Error('the idempotency key file has no key of its current version');
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      const attempt: Attempt = { commandId: randomUUID(), resourceId: randomUUID(), attempt: 1 };
      const record = { recordId, accountId: request.scope.accountId, keyVersion, fingerprint, leaseMs, rememberMs };
      if (await records.claimNew({ ...record, ...attempt })) return { kind: 'claimed', attempt, keyVersion };

      const found = await records.find(recordId);
      if (!found) continue;
      if (found.expired && (await records.removeExpired(recordId))) continue;
      if (!same(found.fingerprint, fingerprintOf(found.key_version))) return { kind: 'mismatch' };
      if (found.answer) return { kind: 'replayed', answer: openAnswer(found, found.answer, recordId) };
      if (found.lease_left_ms > 0) return { kind: 'running', retryAfterMs: found.lease_left_ms };
      if (found.effect_begun) return { kind: 'unknown' };
      if (await records.takeOver(recordId, found.attempt, leaseMs)) {
        return { kind: 'claimed', attempt: nextAttempt(found), keyVersion: found.key_version };
      }
    }
    return { kind: 'running', retryAfterMs: leaseMs };
  };

  const openAnswer = (found: StoredRecord, sealed: Buffer, recordId: Buffer): Answer => {
    const plaintext = keys.open(found.key_version, sealed, boundTo(recordId, found.command_id));
    if (!plaintext)
      throw new Error('a stored answer cannot be decrypted: it was changed, or moved here from elsewhere');
    // Sealed by `execute` of this library, and nobody else has the key.
    return JSON.parse(plaintext.toString('utf8')) as Answer;
  };

  const giveUp = async (recordId: Buffer, attempt: number, effectBegun: boolean, error: unknown): Promise<void> => {
    // Of a later attempt only this one had no effect: the ids must outlive it, and whatever is not known to have had none.
    // Where this one began its effect, none before it had.
    const forget = (attempt === 1 || effectBegun) && nothingHappened(error);
    await (forget ? records.remove(recordId, attempt) : records.release(recordId, attempt)).catch(onIncomplete);
  };

  const wasBegun = async (scope: Scope): Promise<boolean> => (await records.find(hashOfScope(scope))) !== undefined;

  return { execute, wasBegun, sweep: (limit = 1000) => records.sweep(limit) };
};

const nextAttempt = (found: StoredRecord): Attempt => ({
  commandId: found.command_id,
  resourceId: found.resource_id,
  attempt: found.attempt + 1,
});

const boundTo = (recordId: Buffer, commandId: string): Buffer => Buffer.concat([recordId, Buffer.from(commandId)]);

const same = (a: Buffer, b: Buffer | undefined): boolean =>
  b !== undefined && a.length === b.length && timingSafeEqual(a, b);
