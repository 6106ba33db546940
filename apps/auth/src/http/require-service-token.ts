import { Problem } from '@latchkey/platform';
import type { ServiceTokenVerifier } from '@latchkey/service-tokens';
import type { onRequestAsyncHookHandler } from 'fastify';

const challenge = { headers: { 'www-authenticate': 'Bearer' } };

/** 401 before any of the body is read, unless one of our services calls; 403 if it is not `service`, where one is named. */
export const requireServiceToken =
  (tokens: ServiceTokenVerifier, service?: string): onRequestAsyncHookHandler =>
  async (request) => {
    const [, token] = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw new Problem('missing_credentials', { detail: WANTED, ...challenge });
    const caller = await tokens.verify(token);
    if (caller === null) throw new Problem('invalid_credentials', challenge);
    if (service !== undefined && caller.service !== service) throw new Problem('forbidden');
  };

const WANTED = 'Send a service token as Authorization: Bearer.';
