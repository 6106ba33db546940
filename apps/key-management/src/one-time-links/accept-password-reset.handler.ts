import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, PASSWORDS, POOL, SESSIONS, THROTTLE } from '../injection-tokens';
import { requireGoodPassword } from '../passwords/good-password';
import type { PasswordHasher } from '../passwords/password-hasher';
import { replacePassword } from '../sessions/replace-password';
import type { Sessions, SignedIn } from '../sessions/sessions';
import type { Visitor } from '../sessions/visitor';
import type { Throttle } from '../throttling/throttle';
import { recordUserAction } from '../user-actions/user-action';
import { findUserById, lock } from '../users/user.store';
import type { AcceptPasswordResetBody } from './one-time-link.dto';
import { take } from './one-time-link.store';
import { findShown } from './shown-token';

export class AcceptPasswordResetCommand {
  constructor(
    readonly visitor: Visitor,
    readonly body: AcceptPasswordResetBody,
  ) {}
}

/** Gives the user another password, ends all of their sessions and begins one. */
@CommandHandler(AcceptPasswordResetCommand)
export class AcceptPasswordResetHandler implements ICommandHandler<AcceptPasswordResetCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(PASSWORDS) private readonly passwords: PasswordHasher,
    @Inject(THROTTLE) private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ visitor, body }: AcceptPasswordResetCommand): Promise<SignedIn> {
    requireGoodPassword('password', body.password);
    const { pool, throttle } = this;
    const { hash: token, link } = await findShown({ pool, throttle }, visitor, body.token, this.clock.now());
    const user = link.kind === 'password_reset' ? await findUserById(pool, link.userId) : undefined;
    if (!user) throw new Problem('not_found');
    requireGoodPassword('password', body.password, user.email);
    const hash = await this.passwords.hash(body.password);
    const { id: userId, accountId } = user;
    const signedIn = await this.sessions.begin(accountId, visitor, async (client, now) => {
      // Before the link, as everywhere: whoever changes a user locks them first.
      if (!(await lock(client, userId)) || !(await take(client, token, now))) return undefined;
      const actor = { type: 'user', id: userId } as const;
      const { requestId } = visitor;
      await recordUserAction(client, { action: 'password_reset', time: now, actor, accountId, userId, requestId });
      return replacePassword(client, userId, hash, null, now);
    });
    if (!signedIn) throw new Problem('not_found');
    return signedIn;
  }
}
