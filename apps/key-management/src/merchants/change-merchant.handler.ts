import { type Clock, newId, Problem } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { ACCOUNTS, CLOCK } from '../injection-tokens';
import { type ChangeMerchantBody, merchantChanges } from './merchant.dto';
import { type MerchantResource, merchantResource } from './merchant.resource';

export class ChangeMerchantCommand {
  constructor(
    readonly call: Call,
    readonly merchantId: string,
    /** Undefined: remove it. */
    readonly body: ChangeMerchantBody | undefined,
  ) {}
}

export interface ChangedMerchant {
  readonly merchant: MerchantResource;
  readonly position: string;
}

@CommandHandler(ChangeMerchantCommand)
export class ChangeMerchantHandler implements ICommandHandler<ChangeMerchantCommand> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, merchantId, body }: ChangeMerchantCommand): Promise<ChangedMerchant> {
    const { accountId } = call;
    const context = commandContext(call, this.clock, newId());
    const { after, position } = await this.accounts.execute(
      body
        ? { type: 'ChangeMerchant', accountId, merchantId, changes: merchantChanges(body), context }
        : { type: 'RemoveMerchant', accountId, merchantId, context },
    );
    const merchant = merchantResource(after, merchantId);
    if (!merchant) throw new Problem('not_found');
    return { merchant, position };
  }
}
