import type { AccountCommand } from './account.commands';
import type { AccountEvent } from './account.events';
import type { AccountState } from './account.state';
import { reject, type Result } from './result';

export type AccountRejectionClassifier =
  'validation_failed' | 'operating_model_forbids' | 'not_found' | 'merchant_removed' | 'conflict';
export type AccountResult = Result<AccountEvent, AccountRejectionClassifier>;

/** Never throws for what a caller may send. Checks in the order of the HTTP statuses: 403, 422, 404, 409. */
export function decideAccount(_command: AccountCommand, _state: AccountState): AccountResult {
  return reject('not_found', 'not implemented');
}
