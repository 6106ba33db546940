import type { Clock } from '@latchkey/platform';
import { newId } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { ACCOUNTS, CLOCK, KEYS, LAST_USED } from '../injection-tokens';
import type { LastUsed } from '../last-used/last-used.port';
import type { KeyRepository } from './key.repository';
import { accountNow, type KeyResource, keyResource, shownKey } from './key.resource';

export class LabelKeyCommand {
  constructor(
    readonly call: Call,
    readonly keyId: string,
    readonly label: string,
  ) {}
}

@CommandHandler(LabelKeyCommand)
export class LabelKeyHandler implements ICommandHandler<LabelKeyCommand> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(KEYS) private readonly keys: KeyRepository,
    @Inject(LAST_USED) private readonly lastUsed: LastUsed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, keyId, label }: LabelKeyCommand): Promise<{ key: KeyResource; position: string }> {
    const { accountId } = call;
    const context = commandContext(call, this.clock, newId());
    // Before the change: a read that fails after it would hide what was stored.
    const [account, lastUsedAt] = await Promise.all([this.accounts.get(accountId), this.lastUsed.of(keyId)]);
    const { after, position } = await this.keys.execute({ type: 'LabelKey', accountId, keyId, label, context });
    return { key: keyResource(shownKey(after, lastUsedAt), accountNow(account)), position };
  }
}
