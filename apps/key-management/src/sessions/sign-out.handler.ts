import type { Clock } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CLOCK, POOL } from '../injection-tokens';
import { recordUserAction } from '../user-actions/user-action';
import { changeUsers } from '../users/change-users';
import { lock } from '../users/user.store';
import { ownAction } from './own-action';
import type { LiveSession } from './session';
import { endSessionsOf } from './session.store';
import { leave } from './sessions';

export class SignOutCommand {
  constructor(
    readonly session: LiveSession,
    readonly requestId: string,
    readonly where: 'here' | 'everywhere',
  ) {}
}

@CommandHandler(SignOutCommand)
export class SignOutHandler implements ICommandHandler<SignOutCommand> {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ session, requestId, where }: SignOutCommand): Promise<void> {
    const now = this.clock.now();
    return changeUsers(this.pool, async (client) => {
      if (where === 'here') return leave(client, session.idHash, requestId, now);
      // So that no sign-in that has begun already outlives it unseen.
      await lock(client, session.user.id);
      await endSessionsOf(client, session.user.id);
      await recordUserAction(client, ownAction('signed_out_everywhere', session, { requestId }, now));
    });
  }
}
