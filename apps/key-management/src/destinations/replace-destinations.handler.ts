import { type Clock, type Mode, newId, Problem } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AccountRepository, isOpen } from '../accounts/account.repository';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { ACCOUNTS, CLOCK, MODE } from '../injection-tokens';
import { destinationInput, type DestinationListBody } from './destination.dto';
import { destinationList, type DestinationListResource } from './destination.resource';
import { type ExpectedEtags, matches } from './if-match';

export class ReplaceDestinationsCommand {
  constructor(
    readonly call: Call,
    readonly body: DestinationListBody,
    readonly expected: ExpectedEtags,
  ) {}
}

/** The list as it is now, where in the log, and who has confirmed that they refuse what was taken away. */
export interface ReplacedDestinations extends DestinationListResource {
  readonly position: string;
  readonly confirmed_by: readonly string[];
  readonly unconfirmed: readonly string[];
}

@CommandHandler(ReplaceDestinationsCommand)
export class ReplaceDestinationsHandler implements ICommandHandler<ReplaceDestinationsCommand> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(MODE) private readonly mode: Mode,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, body, expected }: ReplaceDestinationsCommand): Promise<ReplacedDestinations> {
    const { accountId } = call;
    const command = {
      type: 'ReplaceDestinations' as const,
      accountId,
      mode: this.mode,
      destinations: body.data.map(destinationInput),
      context: commandContext(call, this.clock, newId()),
    };
    const { after, position } = await this.accounts.execute(command, (view) => {
      if (isOpen(view) && !matches(expected, destinationList(view.state).etag))
        throw new Problem('precondition_failed');
    });
    // Nobody is asked to confirm yet: every answer is that of wait=none.
    return { ...destinationList(after.state), position, confirmed_by: [], unconfirmed: [] };
  }
}
