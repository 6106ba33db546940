import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { ACCOUNTS, CLOCK, POOL } from '../injection-tokens';
import { dropPasswordResets } from '../one-time-links/one-time-link.store';
import { withdrawInvitationsBy } from '../one-time-links/withdraw-invitations-by';
import { forgetDevices } from '../sessions/known-devices';
import { endSessionsOf } from '../sessions/session.store';
import { recordUserAction } from '../user-actions/user-action';
import { changeUsers } from './change-users';
import { requireAnotherOwner } from './last-owner';
import { type UserResource, userResource } from './user.resource';
import { findUserById, lock, lockUsers, markRemoved } from './user.store';

export class RemoveUserCommand {
  constructor(
    readonly call: Call,
    readonly userId: string,
  ) {}
}

/** Final; again answers the same. Their sessions end with it, on every replica. */
@CommandHandler(RemoveUserCommand)
export class RemoveUserHandler implements ICommandHandler<RemoveUserCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, userId }: RemoveUserCommand): Promise<UserResource> {
    const { accountId, actor, requestId } = call;
    await this.accounts.get(accountId);
    return changeUsers(this.pool, async (client) => {
      await lockUsers(client, accountId);
      const known = await findUserById(client, userId);
      if (known?.accountId !== accountId) throw new Problem('not_found');
      const user = await lock(client, userId);
      if (!user) return userResource(known);
      if (user.role === 'owner') await requireAnotherOwner(client, accountId, userId);
      const time = this.clock.now();
      const removed = await markRemoved(client, userId, time);
      await endSessionsOf(client, userId);
      await forgetDevices(client, userId);
      await dropPasswordResets(client, userId);
      const common = { time, actor, accountId, requestId, userId };
      await withdrawInvitationsBy(client, common);
      await recordUserAction(client, { action: 'removed', ...common });
      return userResource(removed);
    });
  }
}
