import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { ACCOUNTS, CLOCK, POOL } from '../injection-tokens';
import { withdrawInvitationsBy } from '../one-time-links/withdraw-invitations-by';
import { recordUserAction } from '../user-actions/user-action';
import { changeUsers } from './change-users';
import { requireAnotherOwner } from './last-owner';
import { requireUserName } from './user-name';
import type { ChangeUserBody } from './user.dto';
import { type UserResource, userResource } from './user.resource';
import { lock, lockUsers, setNameAndRole } from './user.store';

export class ChangeUserCommand {
  constructor(
    readonly call: Call,
    readonly userId: string,
    readonly body: ChangeUserBody,
  ) {}
}

/** Counts at once: the role is looked up with each request. */
@CommandHandler(ChangeUserCommand)
export class ChangeUserHandler implements ICommandHandler<ChangeUserCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, userId, body }: ChangeUserCommand): Promise<UserResource> {
    const name = body.name === undefined ? undefined : requireUserName(body.name);
    await this.accounts.get(call.accountId);
    const { accountId, actor, requestId } = call;
    return changeUsers(this.pool, async (client) => {
      await lockUsers(client, accountId);
      const user = await lock(client, userId);
      if (user?.accountId !== accountId) throw new Problem('not_found');
      const changed = { name: name ?? user.name, role: body.role ?? user.role };
      const common = { time: this.clock.now(), actor, accountId, requestId, userId };
      if (changed.role !== user.role) {
        if (user.role === 'owner') {
          await requireAnotherOwner(client, accountId, userId);
          await withdrawInvitationsBy(client, common);
        }
        await recordUserAction(client, { action: 'role_changed', ...common, role: changed.role });
      }
      if (changed.name !== user.name) await recordUserAction(client, { action: 'renamed', ...common });
      return userResource(await setNameAndRole(client, userId, changed));
    });
  }
}
