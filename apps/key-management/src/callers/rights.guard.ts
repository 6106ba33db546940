import { Problem } from '@latchkey/platform';
import { CanActivate, ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CALLER_RESOLVERS } from '../injection-tokens';
import type { Caller } from './caller';
import type { CallerResolver } from './caller-resolver.port';
import { setCall } from './call';
import { ACCOUNT_HEADER } from './operator.resolver';
import { RIGHTS, type RouteRights } from './rights';

/** Before every handler: who is calling, and may they? Leaves the answer on the request for `@TheCall()`. */
@Injectable()
export class RightsGuard implements CanActivate {
  constructor(@Inject(CALLER_RESOLVERS) private readonly resolvers: readonly CallerResolver[]) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id?: string } }>>();
    const route = rightsOf(request);
    const caller = await this.callerOf(request, route);
    refuseUnlessAllowed(caller, route, request.params.id);
    const { accountId } = caller;
    if (route.about === 'account' && accountId === undefined) {
      throw new Problem('bad_header', { detail: `Name the account in the ${ACCOUNT_HEADER} header.` });
    }
    const about = route.about === 'installation' ? '' : (accountId ?? '');
    setCall(request, { caller, actor: caller.actor, accountId: about, requestId: request.id });
    return true;
  }

  private async callerOf({ headers }: FastifyRequest, { about }: RouteRights): Promise<Caller> {
    for (const resolver of this.resolvers) {
      const caller = await resolver.resolve(headers);
      if (caller) return caller;
    }
    throw new Problem(about === 'caller' ? 'missing_api_key' : 'missing_credentials');
  }
}

const rightsOf = ({ method, routeOptions }: FastifyRequest): RouteRights => {
  const rights = RIGHTS[`${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`];
  if (!rights) throw new Error('a route without rights');
  return rights;
};

const refuseUnlessAllowed = (caller: Caller, { rights }: RouteRights, id: string | undefined): void => {
  const right = rights[caller.kind];
  if (right === 'allow') return;
  if (right !== 'own') throw new Problem(right);
  if (caller.kind === 'operator' || caller.keyId !== id?.toLowerCase()) throw new Problem('session_required');
};
