import type { IssueEncryptionKey } from './account.commands';
import type { AccountResult } from './account.decider';
import type { OpenAccountState } from './account.state';
import { metadataOf } from './event-metadata';
import { accept, reject } from './result';

/** Issuing the merchant's latest key again is a success without an event. */
export function decideIssueEncryptionKey(command: IssueEncryptionKey, state: OpenAccountState): AccountResult {
  const { accountId, merchantId, kid, context } = command;
  const merchant = state.merchants.get(merchantId);
  if (!merchant) return reject('not_found', 'There is no such merchant.');
  if (merchant.status === 'removed') return reject('merchant_removed', 'The merchant was removed.');
  if (merchant.encryptionKid === kid) return accept();
  return accept({ type: 'EncryptionKeyIssued', data: { accountId, merchantId, kid }, metadata: metadataOf(context) });
}
