import type { Answer } from '@latchkey/auth-client';
import { Problem, type Classifier } from '@latchkey/platform';

/** The answer to a request that auth did not allow. Whatever is not known here ends in no, or in "cannot tell". */
export function verdictProblem(answer: Exclude<Answer, { verdict: 'allow' }>): Problem {
  switch (answer.verdict) {
    case 'deny':
      return new Problem(DENIALS.get(answer.reason) ?? 'forbidden');
    case 'malformed':
      return new Problem(answer.reason === 'unknown_position' ? 'unknown_position' : 'authorization_unavailable');
    case 'unavailable':
      return new Problem(answer.reason === 'behind' ? 'position_not_reached' : 'authorization_unavailable');
  }
}

const DENIALS: ReadonlyMap<string, Classifier> = new Map(
  (
    [
      'invalid_api_key',
      'api_key_revoked',
      'scoped_keys_unavailable',
      'feature_not_in_scope',
      'operating_model_forbids',
      'merchant_not_in_scope',
      'merchant_removed',
      'destination_not_allowed',
      'forward_url_missing',
    ] as const
  ).map((reason) => [reason, reason]),
);
