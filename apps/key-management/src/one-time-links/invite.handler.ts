import type { Answer, Attempt, WorkResult } from '@latchkey/idempotency';
import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository, OpenAccountView } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { createdAside } from '../http/answer';
import type { Idempotent, Repeatable } from '../http/idempotent';
import { ACCOUNTS, CLOCK, IDEMPOTENT, LINK_MAILS, LINKS, POOL } from '../injection-tokens';
import { newSecretId } from '../sessions/secret-id';
import { recordUserAction } from '../user-actions/user-action';
import { changeUsers } from '../users/change-users';
import { type Email, parseEmail } from '../users/email';
import type { Role } from '../users/role';
import { findByAddress, lockUsers } from '../users/user.store';
import { invitationResource } from './invitation.resource';
import type { LinkMails } from './link-mails';
import type { Links } from './links';
import { type Invitation, LINK_LIFETIME_MS } from './one-time-link';
import { countPending, dropInvitationTo, findById, insert } from './one-time-link.store';

export class InviteCommand {
  constructor(
    readonly call: Call,
    readonly accountId: string,
    readonly body: { readonly email: string; readonly role: Role },
    readonly repeatable: Repeatable | undefined,
  ) {}
}

const MAX_PENDING = 200;

/** Whether the address belongs to somebody in another account is not told: only accepting finds out. */
@CommandHandler(InviteCommand)
export class InviteHandler implements ICommandHandler<InviteCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(IDEMPOTENT) private readonly idempotent: Idempotent,
    @Inject(LINKS) private readonly links: Links,
    @Inject(LINK_MAILS) private readonly mails: LinkMails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: InviteCommand): Promise<Answer> {
    const { call, accountId, body, repeatable } = command;
    const email = parseEmail(body.email);
    if (!email)
      throw new Problem('validation_failed', { errors: [{ field: 'email', message: 'must be an e-mail address' }] });
    const account = await this.accounts.get(accountId);
    return this.idempotent.run(call, repeatable, async (attempt) => {
      const before = attempt.attempt > 1 ? await findById(this.pool, attempt.resourceId) : undefined;
      return before?.kind === 'invitation'
        ? { answer: withoutLink(before) }
        : this.invite(command, account, email, attempt);
    });
  }

  private async invite(
    { call, body }: InviteCommand,
    account: OpenAccountView,
    email: Email,
    { resourceId: id }: Attempt,
  ): Promise<WorkResult> {
    const token = newSecretId();
    const link = this.links.to('invitation', token.text);
    const createdAt = this.clock.now();
    const invitation: Invitation = {
      kind: 'invitation',
      id,
      accountId: account.state.accountId,
      email: email.address,
      emailFolded: email.folded,
      role: body.role,
      createdAt,
      createdBy: call.actor,
      expiresAt: new Date(createdAt.getTime() + LINK_LIFETIME_MS.invitation),
    };
    await this.store(invitation, token.hash, call);
    await this.mails.invitation(invitation, account.state.name, link);
    return { answer: createdAside({ ...invitationResource(invitation), link }), remembered: withoutLink(invitation) };
  }

  private store(invitation: Invitation, tokenHash: Buffer, { actor, requestId }: Call): Promise<void> {
    const { accountId, emailFolded, createdAt: time } = invitation;
    return changeUsers(this.pool, async (client) => {
      await lockUsers(client, accountId);
      const user = await findByAddress(client, emailFolded, undefined, time);
      if (user?.accountId === accountId)
        throw new Problem('conflict', { detail: 'A user of the account has this e-mail address.' });
      const common = { time, actor, accountId, requestId };
      const replaced = await dropInvitationTo(client, accountId, emailFolded);
      if (replaced)
        await recordUserAction(client, { action: 'invitation_withdrawn', ...common, invitationId: replaced });
      if ((await countPending(client, accountId, time)) >= MAX_PENDING)
        throw new Problem('conflict', { detail: `The account has ${MAX_PENDING} pending invitations.` });
      await insert(client, tokenHash, invitation);
      const { id: invitationId, role } = invitation;
      await recordUserAction(client, { action: 'invited', ...common, invitationId, role });
    });
  }
}

const withoutLink = (invitation: Invitation): Answer =>
  createdAside({ ...invitationResource(invitation), link: null, link_unavailable: true });
