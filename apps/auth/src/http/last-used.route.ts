import { Problem } from '@latchkey/platform';
import { isConnectionError, sqlState } from '@latchkey/postgres';
import type { ServiceTokenVerifier } from '@latchkey/service-tokens';
import type { FastifyInstance } from 'fastify';
import type { ChangesPage, LastUsedStore } from '../last-used/last-used.port';
import { parsePlace, placeText } from '../last-used/place-text';
import { limitCalls } from './limit-calls';
import { requireServiceToken } from './require-service-token';

export const DEFAULT_LIMIT = 500;
/** It reads the database: few at once, and none of its connections is needed for a verdict. */
const MAX_CALLS = 8;
const READER = 'key-management';

export interface LastUsedRouteOptions {
  readonly lastUsed: Pick<LastUsedStore, 'changesAfter'>;
  readonly tokens: ServiceTokenVerifier;
}

interface LastUsedQuery {
  readonly after?: string;
  readonly limit?: string;
}

const querySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    after: { type: 'string', maxLength: 128 },
    limit: { type: 'string', pattern: '^([1-9][0-9]{0,2}|1000)$' },
  },
} as const;

/** `GET /v1/last-used`: whose last use has changed, for key-management to follow. */
export function lastUsedRoute(fastify: FastifyInstance, { lastUsed, tokens }: LastUsedRouteOptions): void {
  fastify.get<{ Querystring: LastUsedQuery }>('/v1/last-used', {
    onRequest: [requireServiceToken(tokens, READER), limitCalls(MAX_CALLS, 'overloaded')],
    schema: { querystring: querySchema },
    handler: async ({ query: { after, limit } }) => {
      const place = after === undefined ? undefined : parsePlace(after);
      if (after !== undefined && place === undefined) {
        throw new Problem('bad_query', { errors: [{ field: 'after', message: 'must be a cursor of this list' }] });
      }
      return wirePage(await lastUsed.changesAfter(place, Number(limit ?? DEFAULT_LIMIT)).catch(refused));
    },
  });
}

const wirePage = ({ changes, next, hasMore }: ChangesPage) => ({
  data: changes.map(({ keyId, usedAt }) => ({ key_id: keyId, last_used_at: usedAt.toISOString() })),
  cursor: placeText(next),
  has_more: hasMore,
});

/** Away, too slow, or not migrated yet: all of it heals without this call. */
function refused(cause: unknown): never {
  const heals = isConnectionError(cause) || /^(57014|55P03|53...|42P01|3F000)$/.test(sqlState(cause) ?? '');
  throw heals ? new Problem('database_unavailable', { cause }) : cause;
}
