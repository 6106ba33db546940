import type { AuthClient, Check } from '@latchkey/auth-client';
import { parseKey } from '@latchkey/keys-format';
import { Problem, readApiKeyHeader, type Mode } from '@latchkey/platform';
import { readMinPosition } from '@latchkey/platform-nest';
import type { IncomingHttpHeaders } from 'node:http';
import { destinationWish, readDestination } from '../forwarding/destination';
import type { AuthorizationMetrics } from './authorization-metrics';
import type { Operation } from './operation';
import type { RequestAuthorizer } from './request-authorizer.port';
import { verdictProblem } from './verdict-problem';

export interface RequestAuthorizerOptions {
  readonly auth: Pick<AuthClient, 'verify'>;
  readonly mode: Mode;
  readonly metrics: AuthorizationMetrics;
}

/** Asks auth. What is wrong with a key on its face is answered here, without asking. */
export function createRequestAuthorizer({ auth, mode, metrics }: RequestAuthorizerOptions): RequestAuthorizer {
  return {
    async authorize(headers, operation) {
      const key = readKey(headers, mode);
      const minPosition = attempt(() => readMinPosition(headers));
      const check: Check = { ...key, feature: operation, minPosition: minPosition.ok ? minPosition.value : undefined };
      const end = metrics.seconds.startTimer();
      const answer = await auth.verify({ ...check, ...destinationIn(headers, operation) });
      const tookMs = end() * 1000;
      metrics.answers.inc({ verdict: answer.verdict, reason: answer.reason ?? 'none' });
      if (answer.verdict !== 'allow') throw verdictProblem(answer);
      // 400 comes after 401 and 403.
      if (!minPosition.ok) throw minPosition.problem;
      return {
        verdict: answer,
        tookMs,
        askAbout: (merchantId) => auth.verify({ ...check, merchantId }),
        askToForward: ({ merchantId, destination }) =>
          auth.verify({ ...check, ...(merchantId === null ? {} : { merchantId }), destination }),
      };
    },
  };
}

/**
 * A destination that nobody in the account may use is 403, and so is told before the body is looked at. One that cannot be
 * read is 400 and told later.
 */
function destinationIn(headers: IncomingHttpHeaders, operation: Operation): Pick<Check, 'destination'> {
  const destination = operation === 'cardholder-data.forward' ? readDestination(headers) : undefined;
  return destination?.ok ? { destination: { ...destinationWish(destination.value), anyMerchant: true } } : {};
}

/** Throws 401 and 400 problems. The key itself goes no further than this: only its id and digest do. */
export function readKey(headers: IncomingHttpHeaders, mode: Mode): Pick<Check, 'keyId' | 'digest'> {
  const key = parseKey(readApiKeyHeader(headers));
  if (!key.ok) throw new Problem('invalid_api_key');
  if (key.mode !== mode) throw new Problem('wrong_mode');
  return { keyId: key.keyId, digest: key.digest };
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error };
    throw error;
  }
}
