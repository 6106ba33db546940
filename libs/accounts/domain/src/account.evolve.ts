import type { AccountEvent } from './account.events';
import type { AccountState, OpenAccountState } from './account.state';
import { emptyMerchantTable } from './merchant-table';

/** Total: an event that cannot follow changes nothing. */
export function evolveAccount(state: AccountState, event: AccountEvent): AccountState {
  if (state.status === 'open') return evolveOpen(state, event);
  if (event.type !== 'AccountOpened') return state;
  return {
    status: 'open',
    ...event.data,
    ownMerchantId: null,
    merchants: emptyMerchantTable,
    activeMerchantCount: 0,
    destinations: [],
  };
}

function evolveOpen(state: OpenAccountState, event: AccountEvent): OpenAccountState {
  switch (event.type) {
    case 'AccountOpened':
      return state;
    case 'OperatingModelChanged':
      return { ...state, operatingModel: event.data.operatingModel };
    case 'MerchantAdded': {
      const { accountId: _, ...merchant } = event.data;
      if (state.merchants.get(merchant.merchantId)) return state;
      return {
        ...state,
        ownMerchantId: merchant.isPrimary && !state.ownMerchantId ? merchant.merchantId : state.ownMerchantId,
        merchants: state.merchants.with({ ...merchant, status: 'active', encryptionKid: null }),
        activeMerchantCount: state.activeMerchantCount + 1,
      };
    }
    case 'MerchantChanged': {
      const merchant = state.merchants.get(event.data.merchantId);
      if (merchant?.status !== 'active') return state;
      return { ...state, merchants: state.merchants.with({ ...merchant, ...event.data.changed }) };
    }
    case 'MerchantRemoved': {
      const merchant = state.merchants.get(event.data.merchantId);
      if (merchant?.status !== 'active') return state;
      return {
        ...state,
        merchants: state.merchants.with({ ...merchant, status: 'removed' }),
        activeMerchantCount: state.activeMerchantCount - 1,
      };
    }
    case 'DestinationAllowed': {
      const { accountId: _, ...destination } = event.data;
      if (state.destinations.some(({ destinationId }) => destinationId === destination.destinationId)) return state;
      return { ...state, destinations: [...state.destinations, destination] };
    }
    case 'DestinationRemoved': {
      const { destinationId } = event.data;
      return { ...state, destinations: state.destinations.filter((each) => each.destinationId !== destinationId) };
    }
    case 'EncryptionKeyIssued': {
      const merchant = state.merchants.get(event.data.merchantId);
      if (merchant?.status !== 'active') return state;
      return { ...state, merchants: state.merchants.with({ ...merchant, encryptionKid: event.data.kid }) };
    }
  }
}
