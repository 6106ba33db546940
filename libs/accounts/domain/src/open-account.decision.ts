import type { OpenAccount } from './account.commands';
import type { AccountResult } from './account.decider';
import type { AccountEvent } from './account.events';
import type { AccountState } from './account.state';
import { metadataOf } from './event-metadata';
import { checkFreeText } from './free-text';
import { merchantAdded } from './merchant.decisions';
import { isOperatingModel, OPERATING_MODELS } from './operating-model';
import { accept, reject, rejectFields } from './result';

/** An account begins with one merchant, its own, which bears its name. */
export function decideOpenAccount(command: OpenAccount, state: AccountState): AccountResult {
  const { accountId, merchantId, operatingModel = 'primary_merchant', context } = command;
  const name = checkFreeText(command.name);
  const model = isOperatingModel(operatingModel) ? operatingModel : null;
  if (!name.ok || !model)
    return rejectFields([
      ...(name.ok ? [] : [{ field: 'name', message: name.reason }]),
      ...(model ? [] : [{ field: 'operating_model', message: `must be one of ${OPERATING_MODELS.join(', ')}` }]),
    ]);
  if (state.status !== 'none') return reject('conflict', 'The account is open already.');
  const metadata = metadataOf(context);
  return accept<AccountEvent>(
    { type: 'AccountOpened', data: { accountId, name: name.value, operatingModel: model }, metadata },
    merchantAdded({ accountId, merchantId, isPrimary: true }, { legalName: name.value }, metadata),
  );
}
