import type { Position } from '@latchkey/event-store';
import type { Answer, Attempt, WorkResult } from '@latchkey/idempotency';
import { type Clock, newId } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { wasDoneBefore } from '../event-sourcing/done-before';
import { created } from '../http/answer';
import type { Idempotent, Repeatable } from '../http/idempotent';
import { ACCOUNTS, CLOCK, IDEMPOTENT } from '../injection-tokens';
import type { OpenAccountBody } from './account.dto';
import { type AccountRepository, isOpen, type OpenAccountView } from './account.repository';
import { accountResource } from './account.resource';

export class OpenAccountCommand {
  constructor(
    readonly call: Call,
    readonly body: OpenAccountBody,
    readonly repeatable: Repeatable | undefined,
  ) {}
}

@CommandHandler(OpenAccountCommand)
export class OpenAccountHandler implements ICommandHandler<OpenAccountCommand> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(IDEMPOTENT) private readonly idempotent: Idempotent,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(command: OpenAccountCommand): Promise<Answer> {
    return this.idempotent.run(command.call, command.repeatable, async (attempt) => {
      const before = attempt.attempt > 1 ? await this.openedBefore(attempt) : undefined;
      return before ?? this.open(command, attempt);
    });
  }

  private async open({ call, body }: OpenAccountCommand, attempt: Attempt): Promise<WorkResult> {
    const { commandId, resourceId: accountId } = attempt;
    try {
      const { after, position } = await this.accounts.execute({
        type: 'OpenAccount',
        accountId,
        merchantId: newId(),
        name: body.name,
        ...(body.operating_model ? { operatingModel: body.operating_model } : {}),
        context: commandContext(call, this.clock, commandId),
      });
      return opened(after, position);
    } catch (error) {
      const before = wasDoneBefore(error) ? await this.openedBefore(attempt) : undefined;
      if (before) return before;
      throw error;
    }
  }

  private async openedBefore({ resourceId }: Attempt): Promise<WorkResult | undefined> {
    const view = await this.accounts.find(resourceId);
    return isOpen(view) && view.position !== undefined ? opened(view, view.position) : undefined;
  }
}

const opened = (view: OpenAccountView, position: Position): WorkResult => ({
  answer: created(accountResource(view), `/accounts/${view.state.accountId}`, position),
});
