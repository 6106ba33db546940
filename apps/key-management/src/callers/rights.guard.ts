import { type Clock, Problem } from '@latchkey/platform';
import { CanActivate, ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CALLER_RESOLVERS, CLOCK, ORIGINS } from '../injection-tokens';
import type { Caller } from './caller';
import type { CallerResolver } from './caller-resolver.port';
import { setCall } from './call';
import { ACCOUNT_HEADER } from './operator.resolver';
import type { Origins } from './origins';
import { RIGHTS, type RouteRights } from './rights';

type Request = FastifyRequest<{ Params: { id?: string } }>;

/** Before every handler: who is calling, and may they? Leaves the answer on the request for `@TheCall()`. */
@Injectable()
export class RightsGuard implements CanActivate {
  constructor(
    @Inject(CALLER_RESOLVERS) private readonly resolvers: readonly CallerResolver[],
    @Inject(ORIGINS) private readonly origins: Origins,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const route = routeOf(request);
    const rights = rightsOf(route);
    if (rights.about === 'dashboard') this.origins.require(request.headers);
    if (rights.about === 'dashboard' || rights.about === 'visitor') return true;

    const caller = await this.callerOf(request, route, rights);
    // A browser sends the cookie by itself, whoever made it send the request.
    if ('session' in caller && !isSafe(request.method)) this.origins.require(request.headers);
    this.refuseUnlessAllowed(caller, rights, request.params.id);
    const { accountId } = caller;
    if (rights.about === 'account' && accountId === undefined) {
      throw new Problem('bad_header', { detail: `Name the account in the ${ACCOUNT_HEADER} header.` });
    }
    const about = rights.about === 'installation' ? '' : (accountId ?? '');
    setCall(request, { caller, actor: caller.actor, accountId: about, requestId: request.id });
    return true;
  }

  private async callerOf({ headers }: Request, route: string, { rights }: RouteRights): Promise<Caller> {
    for (const resolver of this.resolvers) {
      const caller = await resolver.resolve({ headers, route });
      if (caller) return caller;
    }
    throw new Problem(rights.operator === 'missing_api_key' ? 'missing_api_key' : 'missing_credentials');
  }

  private refuseUnlessAllowed(caller: Caller, { rights }: RouteRights, id: string | undefined): void {
    const right = rights[caller.kind];
    if (right === 'allow') return;
    if (right === 'fresh') {
      if (!('session' in caller) || caller.session.freshUntil <= this.clock.now())
        throw new Problem('fresh_password_required');
    } else if (right === 'own') {
      if (!('keyId' in caller) || caller.keyId !== id?.toLowerCase()) throw new Problem('session_required');
    } else throw new Problem(right);
  }
}

const routeOf = ({ method, routeOptions }: Request): string =>
  `${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`;

const rightsOf = (route: string): RouteRights => {
  const rights = RIGHTS[route];
  if (!rights) throw new Error('a route without rights');
  return rights;
};

/** What changes nothing, RFC 9110. */
const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';
