import { errors, type Pool } from 'undici';
import { failed, type CallOutcome } from './call-outcome';
import { parseAnswer } from './parse-answer';
import type { Check, UnavailableReason } from './verdict';

export interface VerifyCall {
  readonly checks: readonly Check[];
  readonly body: string;
  readonly token: string;
}

/**
 * One `POST /v1/verify` over one connection; never rejects. Errors end here, as a word: what undici or JSON say may quote
 * the answer, and a body holds digests.
 */
export async function sendVerify(pool: Pool, call: VerifyCall, signal: AbortSignal): Promise<CallOutcome> {
  try {
    const response = await pool.request({
      method: 'POST',
      path: '/v1/verify',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${call.token}` },
      body: call.body,
      signal,
    });
    if (response.statusCode !== 200) {
      await response.body.dump();
      return failed(reasonOfStatus(response.statusCode));
    }
    const answers = parseAnswer(await response.body.text(), call.checks);
    return answers === null ? failed('bad_answer') : { ok: true, answers };
  } catch (error) {
    return failed(signal.aborted ? 'deadline' : reasonOfError(error));
  }
}

function reasonOfStatus(status: number): UnavailableReason {
  if (status === 401 || status === 403) return 'unauthorized';
  return status === 503 ? 'authorization_unavailable' : 'bad_answer';
}

function reasonOfError(error: unknown): UnavailableReason {
  if (NO_ANSWERS.some((kind) => error instanceof kind)) return 'bad_answer';
  return error instanceof errors.ConnectTimeoutError ? 'deadline' : 'connection';
}

const NO_ANSWERS = [
  errors.HTTPParserError,
  errors.HeadersOverflowError,
  errors.ResponseContentLengthMismatchError,
  errors.ResponseExceededMaxSizeError,
];
