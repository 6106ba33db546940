import { Problem } from '@latchkey/platform';
import type { ServiceTokenVerifier } from '@latchkey/service-tokens';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { INTERNAL_ROUTE } from './internal-route';

export const SERVICE_TOKENS = Symbol('service tokens');

/** Lets in the one service that the route is for. Whatever key comes along is not looked at. */
@Injectable()
export class ServiceTokenGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(SERVICE_TOKENS) private readonly tokens: Pick<ServiceTokenVerifier, 'verify'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (authorization === undefined) throw new Problem('missing_credentials', { detail: 'Send a service token.' });
    const [, token] = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization) ?? [];
    const caller = token === undefined ? null : await this.tokens.verify(token);
    if (caller === null) throw new Problem('invalid_credentials');
    if (caller.service !== this.reflector.get<string | undefined>(INTERNAL_ROUTE, context.getClass()))
      throw new Problem('forbidden');
    return true;
  }
}
