import type { DestinationDetails, MerchantDetails } from './account.events';
import type { AccountId, DestinationId, MerchantId } from './ids';
import type { MerchantTable } from './merchant-table';
import type { OperatingModel } from './operating-model';

export interface Merchant extends MerchantDetails {
  readonly merchantId: MerchantId;
  readonly isPrimary: boolean;
  readonly status: 'active' | 'removed';
  /** Of the encryption key that was issued last. */
  readonly encryptionKid: string | null;
}

export interface Destination extends DestinationDetails {
  readonly destinationId: DestinationId;
}

export interface NoAccount {
  readonly status: 'none';
}

export interface OpenAccountState {
  readonly status: 'open';
  readonly accountId: AccountId;
  readonly name: string;
  readonly operatingModel: OperatingModel;
  /** Null only between the two events that open an account. */
  readonly ownMerchantId: MerchantId | null;
  /** Active and removed ones. */
  readonly merchants: MerchantTable;
  readonly activeMerchantCount: number;
  /** In the order in which they were allowed. */
  readonly destinations: readonly Destination[];
}

export type AccountState = NoAccount | OpenAccountState;

export const initialAccount: AccountState = { status: 'none' };
