import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, PASSWORDS, POOL, SESSIONS, THROTTLE } from '../injection-tokens';
import type { PasswordHasher } from '../passwords/password-hasher';
import type { Throttle } from '../throttling/throttle';
import { recordUserAction } from '../user-actions/user-action';
import { findPasswordHash } from '../users/user.store';
import { ownAction } from './own-action';
import type { LiveSession } from './session';
import type { Sessions, SignedIn } from './sessions';
import type { Visitor } from './visitor';

export class ConfirmPasswordCommand {
  constructor(
    readonly session: LiveSession,
    readonly visitor: Visitor,
    readonly password: string,
  ) {}
}

@CommandHandler(ConfirmPasswordCommand)
export class ConfirmPasswordHandler implements ICommandHandler<ConfirmPasswordCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(PASSWORDS) private readonly passwords: PasswordHasher,
    @Inject(THROTTLE) private readonly throttle: Throttle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ session, visitor, password }: ConfirmPasswordCommand): Promise<SignedIn> {
    const userId = session.user.id;
    const confirmed = await this.throttle.password({ userId, address: visitor.address }, async () => {
      const isRight = await this.passwords.verify(password, await findPasswordHash(this.pool, userId));
      const result = isRight ? await this.confirm(session, visitor) : undefined;
      if (!result)
        await recordUserAction(this.pool, ownAction('confirmation_failed', session, visitor, this.clock.now()));
      return result;
    });
    if (!confirmed) throw new Problem('wrong_password');
    return confirmed;
  }

  /** Whatever changes the password meanwhile ends this session, or gives it another id: then it is not there to be renewed. */
  private confirm(session: LiveSession, visitor: Visitor): Promise<SignedIn | undefined> {
    return this.sessions.renew(session, visitor, async (client, now) => {
      await recordUserAction(client, ownAction('confirmed', session, visitor, now));
      return true;
    });
  }
}
