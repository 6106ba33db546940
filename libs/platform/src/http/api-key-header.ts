import { type IncomingHttpHeaders } from 'node:http';
import { Problem } from '../problems/problem';

/** The one `x-api-key` of a request. Throws `missing_api_key`, or `duplicate_api_key` (Node joins repeats with a comma). */
export function readApiKeyHeader(headers: IncomingHttpHeaders): string {
  const given = headers['x-api-key'];
  if (Array.isArray(given) || given?.includes(',') === true) throw new Problem('duplicate_api_key');
  if (given === undefined || given === '') throw new Problem('missing_api_key');
  return given;
}
