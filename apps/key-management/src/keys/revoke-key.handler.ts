import { type Clock, newId } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { CLOCK, KEYS } from '../injection-tokens';
import type { KeyRepository } from './key.repository';

export class RevokeKeyCommand {
  constructor(
    readonly call: Call,
    readonly keyId: string,
  ) {}
}

/** When and where in the log it was revoked, the first time; who has confirmed that they refuse it. */
export interface Revocation {
  readonly revoked_at: string;
  readonly position: string;
  readonly confirmed_by: readonly string[];
  readonly unconfirmed: readonly string[];
}

@CommandHandler(RevokeKeyCommand)
export class RevokeKeyHandler implements ICommandHandler<RevokeKeyCommand> {
  constructor(
    @Inject(KEYS) private readonly keys: KeyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, keyId }: RevokeKeyCommand): Promise<Revocation> {
    const context = commandContext(call, this.clock, newId());
    const { after, position } = await this.keys.execute({
      type: 'RevokeKey',
      accountId: call.accountId,
      keyId,
      context,
    });
    if (after.status !== 'revoked') throw new Error('a key is not revoked after its revocation');
    // Nobody is asked to confirm yet: every answer is that of wait=none.
    return { revoked_at: after.revokedAt, position, confirmed_by: [], unconfirmed: [] };
  }
}
