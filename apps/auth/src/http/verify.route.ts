import { Problem } from '@latchkey/platform';
import type { ServiceTokenVerifier } from '@latchkey/service-tokens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuthMetrics } from '../auth-metrics';
import type { UseNotes } from '../last-used/use-notes';
import type { Judge } from '../verdict/judge';
import { limitCalls } from './limit-calls';
import { parseCheck } from './parse-check';
import { requireServiceToken } from './require-service-token';
import { judgementJson } from './verdict-json';

export const MAX_CHECKS = 1000;
export const MAX_WAIT_MS = 2_000;
export const MAX_CALLS = 256;

export interface VerifyRouteOptions {
  readonly judge: Judge;
  readonly tokens: ServiceTokenVerifier;
  readonly metrics: AuthMetrics;
  readonly uses: Pick<UseNotes, 'note'>;
  readonly maxCalls?: number;
}

interface VerifyBody {
  readonly checks: readonly unknown[];
  readonly wait_ms?: number;
}

/** The envelope alone: what is in `checks` is judged one by one. */
const bodySchema = {
  type: 'object',
  required: ['checks'],
  additionalProperties: false,
  properties: {
    checks: { type: 'array', minItems: 1, maxItems: MAX_CHECKS },
    wait_ms: { type: 'integer', minimum: 0, maximum: MAX_WAIT_MS },
  },
} as const;

/** `POST /v1/verify`: no database, no I/O but the answer. */
export function verifyRoute(fastify: FastifyInstance, options: VerifyRouteOptions): void {
  const { judge, tokens, metrics, uses, maxCalls = MAX_CALLS } = options;
  const limited = limitCalls(maxCalls, 'authorization_unavailable', () => metrics.shed());
  fastify.post<{ Body: VerifyBody }>('/v1/verify', {
    onRequest: [requireServiceToken(tokens), limited],
    preValidation: requireObject,
    schema: { body: bodySchema },
    handler: async (request, reply) => {
      const { checks, wait_ms: waitMs = MAX_WAIT_MS } = request.body;
      const judgement = await judge.judge(checks.map(parseCheck), waitMs);
      if (judgement === null) throw new Problem('authorization_unavailable');
      metrics.judged(judgement.verdicts);
      uses.note(judgement.verdicts);
      return reply.type('application/json; charset=utf-8').send(judgementJson(judgement));
    },
  });
}

async function requireObject({ body }: FastifyRequest): Promise<void> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Problem('malformed_body');
}
