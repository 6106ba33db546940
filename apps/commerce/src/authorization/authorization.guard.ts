import { Problem } from '@latchkey/platform';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isAuthorized, keepAuthorized } from './caller.decorator';
import { INTERNAL_ROUTE } from './internal-route';
import type { Operation } from './operation';
import { REQUEST_AUTHORIZER, type RequestAuthorizer } from './request-authorizer.port';
import { REQUIRED_FEATURE } from './requires-feature.decorator';

/** Stands before every route: no handler runs, and no body is judged, for a request that auth has not allowed. */
@Injectable()
export class AuthorizationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(REQUEST_AUTHORIZER) private readonly authorizer: RequestAuthorizer,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Not for holders of API keys: its own guard asks for a service token.
    if (this.reflector.get<string | undefined>(INTERNAL_ROUTE, context.getClass()) !== undefined) return true;
    const operation = this.reflector.get<Operation | undefined>(REQUIRED_FEATURE, context.getHandler());
    // Somebody forgot to say what the route needs; nobody may have it until they do.
    if (operation === undefined) throw new Problem('forbidden');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // Forwards are authorised before their body is read.
    if (!isAuthorized(request)) keepAuthorized(request, await this.authorizer.authorize(request.headers, operation));
    return true;
  }
}
