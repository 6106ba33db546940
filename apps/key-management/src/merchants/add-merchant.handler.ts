import type { Answer, Attempt, WorkResult } from '@latchkey/idempotency';
import type { Clock } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { wasDoneBefore } from '../event-sourcing/done-before';
import { created } from '../http/answer';
import type { Idempotent, Repeatable } from '../http/idempotent';
import { ACCOUNTS, CLOCK, IDEMPOTENT } from '../injection-tokens';
import { type AddMerchantBody, merchantChanges } from './merchant.dto';
import { merchantResource } from './merchant.resource';

export class AddMerchantCommand {
  constructor(
    readonly call: Call,
    readonly body: AddMerchantBody,
    readonly repeatable: Repeatable | undefined,
  ) {}
}

@CommandHandler(AddMerchantCommand)
export class AddMerchantHandler implements ICommandHandler<AddMerchantCommand> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(IDEMPOTENT) private readonly idempotent: Idempotent,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: AddMerchantCommand): Promise<Answer> {
    const { call, repeatable } = command;
    // Before a stored answer is repeated, too.
    await this.accounts.get(call.accountId);
    return this.idempotent.run(call, repeatable, async (attempt) => {
      const before = attempt.attempt > 1 ? await this.addedBefore(call, attempt) : undefined;
      return before ?? this.add(command, attempt);
    });
  }

  private async add({ call, body }: AddMerchantCommand, attempt: Attempt): Promise<WorkResult> {
    let position: string | undefined;
    try {
      const committed = await this.accounts.execute({
        type: 'AddMerchant',
        accountId: call.accountId,
        merchantId: attempt.resourceId,
        merchant: { legalName: body.legal_name, ...withoutNulls(merchantChanges(body)) },
        context: commandContext(call, this.clock, attempt.commandId),
      });
      position = committed.position;
    } catch (error) {
      const before = wasDoneBefore(error) ? await this.addedBefore(call, attempt) : undefined;
      if (before) return before;
      throw error;
    }
    const added = await this.addedBefore(call, attempt, position);
    if (!added) throw new Error('a merchant does not exist after it was added');
    return added;
  }

  private async addedBefore(
    { accountId }: Call,
    { resourceId }: Attempt,
    position?: string,
  ): Promise<WorkResult | undefined> {
    const view = await this.accounts.get(accountId);
    const merchant = merchantResource(view, resourceId);
    // Of an earlier attempt the stream's end is told: it is not before the event.
    return merchant && { answer: created(merchant, `/merchants/${resourceId}`, position ?? view.position ?? '') };
  }
}

const withoutNulls = (changes: ReturnType<typeof merchantChanges>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(changes).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
