import { decideAccount, type IssueEncryptionKey } from '@latchkey/accounts-domain';
import { IdMismatch } from '@latchkey/event-store';
import type { Answer, Attempt, WorkResult } from '@latchkey/idempotency';
import { type Clock, Problem } from '@latchkey/platform';
import { POSITION_HEADER } from '@latchkey/platform-nest';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountRepository, ChangedAccount } from '../accounts/account.repository';
import type { AccountView } from '../accounts/account.view';
import type { Call } from '../callers/call';
import { commandContext } from '../event-sourcing/command-context';
import { wasDoneBefore } from '../event-sourcing/done-before';
import { createKeyedQueue } from '../event-sourcing/keyed-queue';
import { rejected } from '../event-sourcing/rejected';
import type { Idempotent, Repeatable } from '../http/idempotent';
import { ACCOUNTS, CLOCK, IDEMPOTENT, MERCHANT_KEYS } from '../injection-tokens';
import { type EncryptionKeyResource, type EncryptionKeyWithoutKey, withoutKey } from './encryption-key.resource';
import { type MerchantKeys, MerchantKeysUnavailable, type PreparedKey } from './merchant-keys.port';

export class IssueEncryptionKeyCommand {
  constructor(
    readonly call: Call,
    readonly merchantId: string,
    readonly repeatable: Repeatable | undefined,
  ) {}
}

/**
 * commerce prepares the key, the event says that it was issued, commerce puts it to use, and only then it is told. Whoever
 * fails on the way leaves a key that is not in use; a repetition under the same idempotency key goes on with it.
 */
@CommandHandler(IssueEncryptionKeyCommand)
export class IssueEncryptionKeyHandler implements ICommandHandler<IssueEncryptionKeyCommand> {
  /** One after the other for each merchant, so that the key that was issued last is the one in use. */
  private readonly inTurn = createKeyedQueue();

  constructor(
    @Inject(ACCOUNTS) private readonly accounts: AccountRepository,
    @Inject(IDEMPOTENT) private readonly idempotent: Idempotent,
    @Inject(MERCHANT_KEYS) private readonly merchantKeys: MerchantKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ call, merchantId, repeatable }: IssueEncryptionKeyCommand): Promise<Answer> {
    // Before a stored answer is repeated, too.
    const { state } = await this.accounts.get(call.accountId);
    if (!state.merchants.get(merchantId)) throw new Problem('not_found');
    return this.idempotent.run(call, repeatable, (attempt) => this.issue(call, merchantId, attempt));
  }

  private async issue(call: Call, merchantId: string, attempt: Attempt): Promise<WorkResult> {
    const command: IssueEncryptionKey = {
      type: 'IssueEncryptionKey',
      accountId: call.accountId,
      merchantId,
      kid: attempt.resourceId,
      context: commandContext(call, this.clock, attempt.commandId),
    };
    await this.requireMay(command);
    const prepared = await this.prepare(command);
    if (prepared.kind === 'in_use') return this.issuedBefore(command);
    return this.inTurn(merchantId, async () => {
      const { after, position } = await this.append(command);
      await this.activate(command);
      return answers(command, after, position, prepared.key);
    });
  }

  /** Judged on what is there now, so that commerce makes no key for a merchant that cannot have one. */
  private async requireMay(command: IssueEncryptionKey): Promise<void> {
    const { state } = await this.accounts.get(command.accountId);
    const result = decideAccount(command, state);
    if (!result.ok) throw rejected(result.rejection);
  }

  private async prepare(command: IssueEncryptionKey): Promise<PreparedKey> {
    try {
      return await this.merchantKeys.prepare(command);
    } catch (error) {
      throw unavailable(error, undefined);
    }
  }

  private async activate(command: IssueEncryptionKey): Promise<void> {
    try {
      await this.merchantKeys.activate(command);
    } catch (error) {
      throw unavailable(error, 'The commerce service did not confirm that the new key is in use; repeat the request.');
    }
  }

  private async append(command: IssueEncryptionKey): Promise<ChangedAccount> {
    try {
      return await this.accounts.execute(command);
    } catch (error) {
      if (!wasDoneBefore(error)) throw error;
      // An earlier attempt of this request has stored the event.
      const after = await this.accounts.get(command.accountId);
      const { position, state } = after;
      const latest = state.merchants.get(command.merchantId)?.encryptionKid;
      if (latest === command.kid && position !== undefined) return { after, position };
      throw error instanceof IdMismatch ? new Problem('conflict', { detail: SUPERSEDED, cause: error }) : error;
    }
  }

  /** An earlier attempt put the key to use, and may have told it. */
  private async issuedBefore(command: IssueEncryptionKey): Promise<WorkResult> {
    const view = await this.accounts.get(command.accountId);
    if (!view.encryptionKeyTimes.has(command.kid))
      throw unavailable(new MerchantKeysUnavailable('commerce uses a key that was never issued'), undefined);
    return { answer: created(withoutKey(named(command, view)), view.position ?? '') };
  }
}

const SUPERSEDED =
  'Another encryption key was issued to the merchant meanwhile; repeat the request with a new idempotency key.';

/** Anything else is a bug and passes. */
const unavailable = (error: unknown, detail: string | undefined): unknown =>
  error instanceof MerchantKeysUnavailable
    ? new Problem('commerce_unavailable', { cause: error, ...(detail === undefined ? {} : { detail }) })
    : error;

const named = ({ kid, merchantId }: IssueEncryptionKey, { encryptionKeyTimes }: AccountView) => {
  const createdAt = encryptionKeyTimes.get(kid);
  if (createdAt === undefined) throw new Error('an encryption key does not exist after it was issued');
  return { kid, merchant_id: merchantId, created_at: createdAt };
};

const answers = (command: IssueEncryptionKey, after: AccountView, position: string, key: string): WorkResult => {
  const { kid, ...more } = named(command, after);
  const resource: EncryptionKeyResource = { kid, key, ...more };
  return { answer: created(resource, position), remembered: created(withoutKey(resource), position) };
};

/** No `location`: nothing can be read there. */
const created = (body: EncryptionKeyResource | EncryptionKeyWithoutKey, position: string): Answer => ({
  status: 201,
  headers: { [POSITION_HEADER]: position },
  body,
});
