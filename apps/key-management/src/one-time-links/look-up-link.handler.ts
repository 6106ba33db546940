import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import { ACCOUNTS, CLOCK, POOL, THROTTLE } from '../injection-tokens';
import type { Visitor } from '../sessions/visitor';
import type { Throttle } from '../throttling/throttle';
import type { Role } from '../users/role';
import { findUserById } from '../users/user.store';
import type { OneTimeLink } from './one-time-link';
import { findShown } from './shown-token';

/** What its page shows before it is used. */
export interface OneTimeLinkResource {
  readonly kind: OneTimeLink['kind'];
  readonly email: string;
  readonly account_name: string;
  readonly role: Role;
  readonly expires_at: string;
}

export class LookUpLinkQuery {
  constructor(
    readonly visitor: Visitor,
    readonly token: string,
  ) {}
}

@QueryHandler(LookUpLinkQuery)
export class LookUpLinkHandler implements IQueryHandler<LookUpLinkQuery> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(THROTTLE) private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ visitor, token }: LookUpLinkQuery): Promise<OneTimeLinkResource> {
    const { pool, throttle } = this;
    const { link } = await findShown({ pool, throttle }, visitor, token, this.clock.now());
    const { state } = await this.accounts.get(link.accountId);
    const who = link.kind === 'invitation' ? link : await findUserById(pool, link.userId);
    if (!who) throw new Problem('not_found');
    return {
      kind: link.kind,
      email: who.email,
      account_name: state.name,
      role: who.role,
      expires_at: link.expiresAt.toISOString(),
    };
  }
}
