import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { ACCOUNTS, CLOCK, POOL } from '../injection-tokens';
import { recordUserAction } from '../user-actions/user-action';
import { changeUsers } from '../users/change-users';
import { type InvitationResource, invitationResource } from './invitation.resource';
import { withdraw } from './one-time-link.store';

export class WithdrawInvitationCommand {
  constructor(
    readonly call: Call,
    readonly invitationId: string,
  ) {}
}

@CommandHandler(WithdrawInvitationCommand)
export class WithdrawInvitationHandler implements ICommandHandler<WithdrawInvitationCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, invitationId }: WithdrawInvitationCommand): Promise<InvitationResource> {
    const { accountId, actor, requestId } = call;
    await this.accounts.get(accountId);
    const time = this.clock.now();
    const invitation = await changeUsers(this.pool, async (client) => {
      const withdrawn = await withdraw(client, accountId, invitationId, time);
      if (!withdrawn) throw new Problem('not_found');
      const action = 'invitation_withdrawn';
      await recordUserAction(client, { action, time, actor, accountId, invitationId, requestId });
      return withdrawn;
    });
    return invitationResource(invitation);
  }
}
