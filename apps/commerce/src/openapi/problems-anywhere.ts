import { problemResponses, type Classifier } from '@latchkey/platform';

/** `responses` for what any request may be answered, by the guard, by limits, by a database that is away, and for `more`. */
export const problems = (...more: readonly Classifier[]) => problemResponses(...ANYWHERE, ...more);

const ANYWHERE = [
  'missing_api_key',
  'invalid_api_key',
  'wrong_mode',
  'api_key_revoked',
  'feature_not_in_scope',
  'scoped_keys_unavailable',
  'operating_model_forbids',
  'duplicate_api_key',
  'unknown_position',
  'bad_query',
  'request_timeout',
  'uri_too_long',
  'headers_too_large',
  'internal_error',
  'authorization_unavailable',
  'position_not_reached',
  'database_unavailable',
  'access_records_unavailable',
] as const satisfies readonly Classifier[];
