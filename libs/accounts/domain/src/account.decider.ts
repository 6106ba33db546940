import type { AccountCommand, ChangeOperatingModel } from './account.commands';
import type { AccountEvent } from './account.events';
import type { AccountState, OpenAccountState } from './account.state';
import { metadataOf } from './event-metadata';
import { decideIssueEncryptionKey } from './issue-encryption-key.decision';
import { decideAddMerchant, decideChangeMerchant, decideRemoveMerchant } from './merchant.decisions';
import { decideOpenAccount } from './open-account.decision';
import { isOperatingModel, mayHaveManyMerchants, OPERATING_MODELS } from './operating-model';
import { decideReplaceDestinations } from './replace-destinations.decision';
import { accept, reject, rejectFields, type Result } from './result';

export type AccountRejectionClassifier =
  'validation_failed' | 'operating_model_forbids' | 'not_found' | 'merchant_removed' | 'conflict';
export type AccountResult = Result<AccountEvent, AccountRejectionClassifier>;

/** Never throws for what a caller may send. Checks in the order of the HTTP statuses: 403, 422, 404, 409. */
export function decideAccount(command: AccountCommand, state: AccountState): AccountResult {
  if (command.type === 'OpenAccount') return decideOpenAccount(command, state);
  if (command.type === 'ChangeOperatingModel') return decideChangeOperatingModel(command, state);
  if (!isOpen(state, command)) return noSuchAccount;
  switch (command.type) {
    case 'AddMerchant':
      return decideAddMerchant(command, state);
    case 'ChangeMerchant':
      return decideChangeMerchant(command, state);
    case 'RemoveMerchant':
      return decideRemoveMerchant(command, state);
    case 'ReplaceDestinations':
      return decideReplaceDestinations(command, state);
    case 'IssueEncryptionKey':
      return decideIssueEncryptionKey(command, state);
  }
}

function decideChangeOperatingModel(command: ChangeOperatingModel, state: AccountState): AccountResult {
  const { accountId, operatingModel, context } = command;
  if (!isOperatingModel(operatingModel))
    return rejectFields([{ field: 'operating_model', message: `must be one of ${OPERATING_MODELS.join(', ')}` }]);
  if (!isOpen(state, command)) return noSuchAccount;
  if (operatingModel === state.operatingModel) return accept();
  if (!mayHaveManyMerchants(operatingModel) && state.activeMerchantCount > 1)
    return reject(
      'conflict',
      `The account has ${state.activeMerchantCount} merchants; ${operatingModel} allows its own only. Remove the others first.`,
    );
  return accept({
    type: 'OperatingModelChanged',
    data: { accountId, operatingModel },
    metadata: metadataOf(context),
  });
}

const isOpen = (state: AccountState, { accountId }: AccountCommand): state is OpenAccountState =>
  state.status === 'open' && state.accountId === accountId;

const noSuchAccount = reject('not_found', 'There is no such account.');
