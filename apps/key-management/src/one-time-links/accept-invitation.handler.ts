import { type Clock, newId, Problem } from '@latchkey/platform';
import type { Pool, PoolClient } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, PASSWORDS, POOL, SESSIONS, THROTTLE } from '../injection-tokens';
import { requireGoodPassword } from '../passwords/good-password';
import type { PasswordHasher } from '../passwords/password-hasher';
import type { SessionUser } from '../sessions/session';
import type { Sessions, SignedIn } from '../sessions/sessions';
import type { Visitor } from '../sessions/visitor';
import type { Throttle } from '../throttling/throttle';
import { recordUserAction } from '../user-actions/user-action';
import { requireUserName } from '../users/user-name';
import { insert } from '../users/user.store';
import type { Invitation } from './one-time-link';
import type { AcceptInvitationBody } from './one-time-link.dto';
import { take } from './one-time-link.store';
import { findShown } from './shown-token';

export class AcceptInvitationCommand {
  constructor(
    readonly visitor: Visitor,
    readonly body: AcceptInvitationBody,
  ) {}
}

/** Makes the user and signs them in. Of several at once one does. */
@CommandHandler(AcceptInvitationCommand)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitationCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(PASSWORDS) private readonly passwords: PasswordHasher,
    @Inject(THROTTLE) private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ visitor, body }: AcceptInvitationCommand): Promise<SignedIn> {
    const name = requireUserName(body.name);
    requireGoodPassword('password', body.password);
    const { pool, throttle } = this;
    const { hash: token, link } = await findShown({ pool, throttle }, visitor, body.token, this.clock.now());
    if (link.kind !== 'invitation') throw new Problem('not_found');
    requireGoodPassword('password', body.password, link.email);
    const passwordHash = await this.passwords.hash(body.password);
    const signedIn = await this.sessions.begin(link.accountId, visitor, async (client, now) => {
      const taken = await take(client, token, now);
      if (taken?.kind !== 'invitation') return undefined;
      return addUser(client, taken, { name, passwordHash }, visitor.requestId, now);
    });
    if (!signedIn) throw new Problem('not_found');
    return signedIn;
  }
}

const addUser = async (
  client: PoolClient,
  { id: invitationId, accountId, email, emailFolded, role }: Invitation,
  chosen: { readonly name: string; readonly passwordHash: string },
  requestId: string,
  time: Date,
): Promise<SessionUser> => {
  const user = await insert(client, { id: newId(), accountId, email, emailFolded, role, ...chosen }, time);
  // The invitation stays: it can be accepted once the address is free.
  if (!user)
    throw new Problem('conflict', { detail: 'This e-mail address is in use; ask to be invited with another one.' });
  const actor = { type: 'user', id: user.id } as const;
  await recordUserAction(client, {
    action: 'invitation_accepted',
    time,
    actor,
    accountId,
    userId: user.id,
    invitationId,
    role,
    requestId,
  });
  return user;
};
