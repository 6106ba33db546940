import { Problem } from '@latchkey/platform';
import type { CallerResolver } from './caller-resolver.port';
import { findOperator, type OperatorToken } from './operator-tokens';

export const ACCOUNT_HEADER = 'x-latchkey-account';

/** `Authorization: Bearer <token>` of an operator of the installation. */
export const createOperatorResolver = (tokens: readonly OperatorToken[]): CallerResolver => ({
  resolve: async ({ headers: { authorization, [ACCOUNT_HEADER]: account } }) => {
    if (authorization === undefined) return undefined;
    const token = BEARER.exec(authorization)?.[1];
    const name = token === undefined ? undefined : findOperator(tokens, token);
    if (name === undefined) throw new Problem('invalid_credentials');
    // Node joins repeated headers with a comma: then it is no account's id.
    const accountId = typeof account === 'string' && account !== '' ? account.toLowerCase() : undefined;
    return { kind: 'operator', actor: { type: 'operator', id: name }, accountId };
  },
});

/** RFC 6750's alphabet; the length is bounded so that hashing is. */
const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]{1,512})$/i;
