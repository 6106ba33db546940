import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, PASSWORDS, POOL, SESSIONS, THROTTLE } from '../injection-tokens';
import type { PasswordHasher } from '../passwords/password-hasher';
import { requireGoodPassword } from '../passwords/good-password';
import type { Throttle } from '../throttling/throttle';
import { recordUserAction } from '../user-actions/user-action';
import { findPasswordHash, lock } from '../users/user.store';
import { ownAction } from './own-action';
import { replacePassword } from './replace-password';
import type { LiveSession } from './session';
import type { ChangePasswordBody } from './session.dto';
import type { Sessions, SignedIn } from './sessions';
import type { Visitor } from './visitor';

export class ChangePasswordCommand {
  constructor(
    readonly session: LiveSession,
    readonly visitor: Visitor,
    readonly body: ChangePasswordBody,
  ) {}
}

/** Ends every other session: whoever knew the old password is out. */
@CommandHandler(ChangePasswordCommand)
export class ChangePasswordHandler implements ICommandHandler<ChangePasswordCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(PASSWORDS) private readonly passwords: PasswordHasher,
    @Inject(THROTTLE) private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ session, visitor, body }: ChangePasswordCommand): Promise<SignedIn> {
    const { id: userId, email } = session.user;
    requireGoodPassword('new_password', body.new_password, email);
    const changed = await this.throttle.password({ userId, address: visitor.address }, async () => {
      const hash = await findPasswordHash(this.pool, userId);
      const isRight = await this.passwords.verify(body.current_password, hash);
      const result = isRight ? await this.change(session, visitor, hash, body.new_password) : undefined;
      if (!result)
        await recordUserAction(this.pool, ownAction('confirmation_failed', session, visitor, this.clock.now()));
      return result;
    });
    if (!changed) throw new Problem('wrong_password');
    return changed;
  }

  private async change(
    session: LiveSession,
    visitor: Visitor,
    verified: string | undefined,
    password: string,
  ): Promise<SignedIn | undefined> {
    const hash = await this.passwords.hash(password);
    const userId = session.user.id;
    return this.sessions.renew(session, visitor, async (client, now) => {
      if ((await lock(client, userId))?.passwordHash !== verified) return undefined;
      await replacePassword(client, userId, hash, session.idHash);
      await recordUserAction(client, ownAction('password_changed', session, visitor, now));
      return true;
    });
  }
}
