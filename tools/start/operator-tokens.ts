import { createHash } from 'node:crypto';

/** OPERATOR_TOKENS of key-management, with the one operator that we made: digests, which nobody can log in with. */
export const operatorTokens = (operatorToken: string): string =>
  `local=${createHash('sha256').update(operatorToken).digest('hex')}`;
