import type { Answer, Attempt, WorkResult } from '@latchkey/idempotency';
import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { createdAside } from '../http/answer';
import type { Idempotent, Repeatable } from '../http/idempotent';
import { ACCOUNTS, CLOCK, IDEMPOTENT, LINK_MAILS, LINKS, POOL } from '../injection-tokens';
import { newSecretId } from '../sessions/secret-id';
import type { SessionUser } from '../sessions/session';
import { recordUserAction } from '../user-actions/user-action';
import { changeUsers } from '../users/change-users';
import { findUserById, lock } from '../users/user.store';
import type { LinkMails } from './link-mails';
import type { Links } from './links';
import { LINK_LIFETIME_MS, type PasswordReset } from './one-time-link';
import { dropPasswordResets, findById, insert } from './one-time-link.store';

export class IssuePasswordResetCommand {
  constructor(
    readonly call: Call,
    readonly accountId: string,
    readonly userId: string,
    readonly repeatable: Repeatable | undefined,
  ) {}
}

/** The password stays as it is until the link is used. An earlier link that was not used is good no more. */
@CommandHandler(IssuePasswordResetCommand)
export class IssuePasswordResetHandler implements ICommandHandler<IssuePasswordResetCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(IDEMPOTENT) private readonly idempotent: Idempotent,
    @Inject(LINKS) private readonly links: Links,
    @Inject(LINK_MAILS) private readonly mails: LinkMails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: IssuePasswordResetCommand): Promise<Answer> {
    const { call, accountId, userId, repeatable } = command;
    await this.accounts.get(accountId);
    const user = await findUserById(this.pool, userId);
    if (!user || user.removedAt || user.accountId !== accountId) throw new Problem('not_found');
    return this.idempotent.run(call, repeatable, async (attempt) => {
      const before = attempt.attempt > 1 ? await findById(this.pool, attempt.resourceId) : undefined;
      return before ? { answer: withoutLink(before) } : this.issue(call, user, attempt);
    });
  }

  private async issue(call: Call, user: SessionUser, { resourceId: id }: Attempt): Promise<WorkResult> {
    const token = newSecretId();
    const link = this.links.to('password_reset', token.text);
    const createdAt = this.clock.now();
    const reset: PasswordReset = {
      kind: 'password_reset',
      id,
      accountId: user.accountId,
      userId: user.id,
      createdAt,
      createdBy: call.actor,
      expiresAt: new Date(createdAt.getTime() + LINK_LIFETIME_MS.password_reset),
    };
    await this.store(reset, token.hash, call);
    await this.mails.passwordReset(reset, user.email, link);
    return {
      answer: createdAside({ link, expires_at: reset.expiresAt.toISOString() }),
      remembered: withoutLink(reset),
    };
  }

  private store(reset: PasswordReset, tokenHash: Buffer, { actor, requestId }: Call): Promise<void> {
    const { accountId, userId, createdAt: time } = reset;
    return changeUsers(this.pool, async (client) => {
      if (!(await lock(client, userId))) throw new Problem('not_found');
      await dropPasswordResets(client, userId);
      await insert(client, tokenHash, reset);
      await recordUserAction(client, { action: 'password_reset_issued', time, actor, accountId, userId, requestId });
    });
  }
}

const withoutLink = ({ expiresAt }: Pick<PasswordReset, 'expiresAt'>): Answer =>
  createdAside({ link: null, expires_at: expiresAt.toISOString(), link_unavailable: true });
