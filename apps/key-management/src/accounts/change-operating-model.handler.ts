import { type Clock, newId } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { ACCOUNTS, CLOCK } from '../injection-tokens';
import type { AccountRepository } from './account.repository';
import { type AccountResource, accountResource } from './account.resource';

export class ChangeOperatingModelCommand {
  constructor(
    readonly call: Call,
    readonly accountId: string,
    readonly operatingModel: string,
  ) {}
}

@CommandHandler(ChangeOperatingModelCommand)
export class ChangeOperatingModelHandler implements ICommandHandler<ChangeOperatingModelCommand> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: ChangeOperatingModelCommand): Promise<{ account: AccountResource; position: string }> {
    const { call, accountId, operatingModel } = command;
    const context = commandContext(call, this.clock, newId());
    const { after, position } = await this.accounts.execute({
      type: 'ChangeOperatingModel',
      accountId,
      operatingModel,
      context,
    });
    return { account: accountResource(after), position };
  }
}
