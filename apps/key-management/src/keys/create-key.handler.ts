import type { Answer, Attempt, WorkResult } from '@latchkey/idempotency';
import type { CreateKey } from '@latchkey/keys-domain';
import { generateKey, type GeneratedKey, type Peppers, scopeHash, verifier } from '@latchkey/keys-format';
import type { Clock, Mode } from '@latchkey/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository, OpenAccountView } from '../accounts/account.repository';
import { commandContext } from '../event-sourcing/command-context';
import { wasDoneBefore } from '../event-sourcing/done-before';
import { created } from '../http/answer';
import type { Idempotent } from '../http/idempotent';
import { ACCOUNTS, CLOCK, IDEMPOTENT, KEYS, MODE, PEPPERS } from '../injection-tokens';
import { CreateKeyCommand } from './create-key.command';
import { exists, type KeyRepository } from './key.repository';
import { accountNow, type KeyResource, keyResource, shownKey } from './key.resource';

@CommandHandler(CreateKeyCommand)
export class CreateKeyHandler implements ICommandHandler<CreateKeyCommand> {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(KEYS) private readonly keys: KeyRepository,
    @Inject(IDEMPOTENT) private readonly idempotent: Idempotent,
    @Inject(PEPPERS) private readonly peppers: Peppers,
    @Inject(MODE) private readonly mode: Mode,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: CreateKeyCommand): Promise<Answer> {
    const { call, repeatable } = command;
    // Before a stored answer is repeated, too.
    const account = await this.accounts.get(call.accountId);
    return this.idempotent.run(call, repeatable, async (attempt) => {
      const before = attempt.attempt > 1 ? await this.createdBefore(attempt, account) : undefined;
      return before ?? this.create(command, account, attempt);
    });
  }

  private async create(command: CreateKeyCommand, account: OpenAccountView, attempt: Attempt): Promise<WorkResult> {
    const generated = generateKey({ mode: this.mode, keyId: attempt.resourceId });
    const decision = await this.decision(command, account, attempt, generated);
    try {
      const { after, position } = await this.keys.create(decision);
      // Our bytes were stored, so the secret belongs to them.
      return answers(keyResource(shownKey(after, null), accountNow(account)), position, generated.key);
    } catch (error) {
      const before = wasDoneBefore(error) ? await this.createdBefore(attempt, account) : undefined;
      if (before) return before;
      throw error;
    }
  }

  private async decision(
    { call, body }: CreateKeyCommand,
    account: OpenAccountView,
    { commandId, resourceId: keyId }: Attempt,
    { display, digest }: GeneratedKey,
  ): Promise<CreateKey> {
    const { accountId } = account.state;
    const scope = body.scope
      ? { merchantIds: body.scope.merchant_ids.map(lower), features: body.scope.features }
      : null;
    const { version, pepper } = this.peppers.current;
    const proof = verifier({ pepper, keyId, accountId, scopeHash: scopeHash(scope), digest });
    const now = accountNow(account);
    return {
      type: 'CreateKey',
      accountId,
      keyId,
      context: commandContext(call, this.clock, commandId),
      label: body.label,
      scope,
      account: { operatingModel: now.operatingModel, activeMerchantIds: now.merchantIds },
      display,
      verifier: { value: proof.toString('base64url'), pepperVersion: version },
      replaces: body.replaces ? await this.replaced(lower(body.replaces)) : null,
    };
  }

  private async replaced(keyId: string): Promise<NonNullable<CreateKey['replaces']>> {
    const view = await this.keys.find(keyId);
    return { keyId, accountId: exists(view) ? view.state.accountId : null };
  }

  /** What an earlier attempt of this request made. Its secret is gone with it. */
  private async createdBefore({ resourceId }: Attempt, account: OpenAccountView): Promise<WorkResult | undefined> {
    const view = await this.keys.find(resourceId);
    if (!exists(view) || view.createdPosition === undefined) return undefined;
    const key = keyResource(shownKey(view.state, null), accountNow(account));
    return { answer: withoutSecret(key, view.createdPosition) };
  }
}

/** Ids are lower case; callers may spell them otherwise. */
const lower = (id: string): string => id.toLowerCase();

const answers = (key: KeyResource, position: string, secret: string): WorkResult => ({
  answer: created({ ...key, secret }, `/api-keys/${key.id}`, position),
  remembered: withoutSecret(key, position),
});

const withoutSecret = (key: KeyResource, position: string): Answer =>
  created({ ...key, secret: null, secret_unavailable: true }, `/api-keys/${key.id}`, position);
