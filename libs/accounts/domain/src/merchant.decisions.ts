import type { AddMerchant, ChangeMerchant, RemoveMerchant } from './account.commands';
import type { AccountResult } from './account.decider';
import type { MerchantAdded, MerchantDetails } from './account.events';
import type { OpenAccountState } from './account.state';
import { type EventMetadata, metadataOf } from './event-metadata';
import type { AccountId, MerchantId } from './ids';
import { changedDetails, checkMerchantDetails } from './merchant-details';
import { mayHaveManyMerchants } from './operating-model';
import { accept, reject, rejectFields } from './result';

export const MAX_MERCHANTS = 10_000;

export function decideAddMerchant(command: AddMerchant, state: OpenAccountState): AccountResult {
  const { accountId, merchantId, context } = command;
  if (!mayHaveManyMerchants(state.operatingModel))
    return reject('operating_model_forbids', `The operating model ${state.operatingModel} has one merchant only.`);
  const { details, errors } = checkMerchantDetails(command.merchant);
  const { legalName } = details;
  if (legalName === undefined || errors.length > 0) return rejectFields(errors);
  if (state.merchants.get(merchantId)) return reject('conflict', 'The merchant exists already.');
  if (state.activeMerchantCount >= MAX_MERCHANTS)
    return reject('conflict', `An account has at most ${MAX_MERCHANTS} merchants.`);
  return accept(
    merchantAdded({ accountId, merchantId, isPrimary: false }, { ...details, legalName }, metadataOf(context)),
  );
}

export function decideChangeMerchant(command: ChangeMerchant, state: OpenAccountState): AccountResult {
  const { accountId, merchantId, context } = command;
  const { details, errors } = checkMerchantDetails(command.changes);
  if (errors.length > 0) return rejectFields(errors);
  const merchant = state.merchants.get(merchantId);
  if (!merchant) return noSuchMerchant;
  if (merchant.status === 'removed') return reject('merchant_removed', 'The merchant was removed.');
  const changed = changedDetails(merchant, details);
  if (Object.keys(changed).length === 0) return accept();
  return accept({ type: 'MerchantChanged', data: { accountId, merchantId, changed }, metadata: metadataOf(context) });
}

/** Final. Removing it again is a success without an event. */
export function decideRemoveMerchant(command: RemoveMerchant, state: OpenAccountState): AccountResult {
  const { accountId, merchantId, context } = command;
  if (!mayHaveManyMerchants(state.operatingModel))
    return reject('operating_model_forbids', `The operating model ${state.operatingModel} keeps its merchant.`);
  if (merchantId === state.ownMerchantId)
    return reject('operating_model_forbids', "The account's own merchant cannot be removed.");
  const merchant = state.merchants.get(merchantId);
  if (!merchant) return noSuchMerchant;
  if (merchant.status === 'removed') return accept();
  return accept({ type: 'MerchantRemoved', data: { accountId, merchantId }, metadata: metadataOf(context) });
}

const noSuchMerchant = reject('not_found', 'There is no such merchant.');

/** Every member is written out: an event holds exactly these. */
export function merchantAdded(
  { accountId, merchantId, isPrimary }: { accountId: AccountId; merchantId: MerchantId; isPrimary: boolean },
  details: Pick<MerchantDetails, 'legalName'> & Partial<MerchantDetails>,
  metadata: EventMetadata,
): MerchantAdded {
  const { legalName, companyCity, countryCode, websiteUrl, defaultCurrency, paymentForwardUrl } = details;
  return {
    type: 'MerchantAdded',
    data: {
      accountId,
      merchantId,
      isPrimary,
      legalName,
      companyCity: companyCity ?? null,
      countryCode: countryCode ?? null,
      websiteUrl: websiteUrl ?? null,
      defaultCurrency: defaultCurrency ?? null,
      paymentForwardUrl: paymentForwardUrl ?? null,
    },
    metadata,
  };
}
