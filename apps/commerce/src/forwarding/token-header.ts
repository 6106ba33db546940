import { isUuid, Problem } from '@latchkey/platform';
import { pathId } from '@latchkey/platform-nest';
import type { IncomingHttpHeaders } from 'node:http';

export const TOKEN_HEADER = 'x-latchkey-token';

/** Which card. A malformed id is, as in a path, one that nothing has. Throws `bad_header` if there is none. */
export function tokenIdFrom(headers: IncomingHttpHeaders): string {
  const given = headers[TOKEN_HEADER];
  // Node joins repeated ones by a comma.
  if (typeof given === 'string' && given.includes(',')) throw badToken('must be given once');
  if (typeof given === 'string' && given !== '')
    return pathId.transform(isUuid(given) ? given : '', { type: 'custom' });
  throw badToken('is missing');
}

const badToken = (message: string): Problem =>
  new Problem('bad_header', { detail: `${TOKEN_HEADER} ${message}.`, errors: [{ field: TOKEN_HEADER, message }] });
