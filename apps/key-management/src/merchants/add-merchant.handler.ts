import type { Answer, Attempt, WorkResult } from '@latchkey/idempotency';
import type { Clock } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository, OpenAccountView } from '../accounts/account.repository';
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
    try {
      const { after, position } = await this.accounts.execute({
        type: 'AddMerchant',
        accountId: call.accountId,
        merchantId: attempt.resourceId,
        merchant: { legalName: body.legal_name, ...withoutNulls(merchantChanges(body)) },
        context: commandContext(call, this.clock, attempt.commandId),
      });
      const added = addedTo(after, attempt, position);
      if (!added) throw new Error('a merchant does not exist after it was added');
      return added;
    } catch (error) {
      const before = wasDoneBefore(error) ? await this.addedBefore(call, attempt) : undefined;
      if (before) return before;
      throw error;
    }
  }

  private async addedBefore({ accountId }: Call, attempt: Attempt): Promise<WorkResult | undefined> {
    const view = await this.accounts.get(accountId);
    // Of an earlier attempt the stream's end is told: it is not before the event.
    return addedTo(view, attempt, view.position ?? '');
  }
}

const addedTo = (view: OpenAccountView, { resourceId }: Attempt, position: string): WorkResult | undefined => {
  const merchant = merchantResource(view, resourceId);
  return merchant && { answer: created(merchant, `/merchants/${resourceId}`, position) };
};

const withoutNulls = (changes: ReturnType<typeof merchantChanges>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(changes).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
