import type { Answer } from '@latchkey/auth-client';
import { verdictProblem } from './verdict-problem';

const deny = (reason: string): Answer => ({
  verdict: 'deny',
  reason,
  keyId: 'k',
  accountId: null,
  operatingModel: null,
  merchantIds: null,
  features: null,
  ownMerchantId: null,
  position: 'p',
});
const unavailable = (reason: string) => ({ verdict: 'unavailable', reason }) as Answer;

describe('what is not allowed is answered', () => {
  test.each<[Answer, number, string]>([
    [deny('invalid_api_key'), 401, 'invalid_api_key'],
    [deny('api_key_revoked'), 401, 'api_key_revoked'],
    [deny('scoped_keys_unavailable'), 403, 'scoped_keys_unavailable'],
    [deny('feature_not_in_scope'), 403, 'feature_not_in_scope'],
    [deny('operating_model_forbids'), 403, 'operating_model_forbids'],
    [deny('merchant_not_in_scope'), 403, 'merchant_not_in_scope'],
    [deny('merchant_removed'), 409, 'merchant_removed'],
    [deny('a_reason_of_a_later_version'), 403, 'forbidden'],
    [deny('constructor'), 403, 'forbidden'],
    [{ verdict: 'malformed', reason: 'unknown_position', position: 'p' }, 400, 'unknown_position'],
    [{ verdict: 'malformed', reason: 'unknown_feature', position: 'p' }, 503, 'authorization_unavailable'],
    [unavailable('behind'), 503, 'position_not_reached'],
    ...[
      'queue_full',
      'deadline',
      'connection',
      'bad_answer',
      'unauthorized',
      'no_token',
      'stale',
      'closed',
      'other',
    ].map((reason): [Answer, number, string] => [unavailable(reason), 503, 'authorization_unavailable']),
  ])('%j with %i %s', (answer, status, classifier) => {
    const problem = verdictProblem(answer as Exclude<Answer, { verdict: 'allow' }>);
    expect({ status: problem.status, classifier: problem.classifier }).toEqual({ status, classifier });
    expect(problem.headers['retry-after']).toBe(status === 503 ? '1' : undefined);
  });
});
