import type { DestinationDetails, MerchantDetails } from './account.events';
import type { CommandContext } from './event-metadata';
import type { AccountId, DestinationId, MerchantId } from './ids';

/** Text members hold what the caller sent: the decision checks them and brings them into their normal form. */
interface AccountCommandOf<Type extends string> {
  readonly type: Type;
  readonly accountId: AccountId;
  readonly context: CommandContext;
}

export interface OpenAccount extends AccountCommandOf<'OpenAccount'> {
  readonly name: string;
  /** Default `primary_merchant`. */
  readonly operatingModel?: string;
  /** The id for the account's own merchant. */
  readonly merchantId: MerchantId;
}

export interface ChangeOperatingModel extends AccountCommandOf<'ChangeOperatingModel'> {
  readonly operatingModel: string;
}

/** Members that are absent are null. */
export type MerchantInput = Pick<MerchantDetails, 'legalName'> & Partial<MerchantDetails>;

export interface AddMerchant extends AccountCommandOf<'AddMerchant'> {
  readonly merchantId: MerchantId;
  readonly merchant: MerchantInput;
}

export interface ChangeMerchant extends AccountCommandOf<'ChangeMerchant'> {
  readonly merchantId: MerchantId;
  /** Members that are absent stay as they are; null unsets. */
  readonly changes: { readonly [Name in keyof MerchantDetails]?: string | null };
}

export interface RemoveMerchant extends AccountCommandOf<'RemoveMerchant'> {
  readonly merchantId: MerchantId;
}

/** Absent: ports `[443]`, path prefixes `["/"]`, methods `["POST"]`, merchants null (all), relay `masked`, not loopback. */
export interface DestinationInput extends Partial<
  Omit<DestinationDetails, 'relay' | 'insecureLoopback' | 'merchantIds' | 'host'>
> {
  /** Used if the destination is a new one; one that stays keeps its own. */
  readonly destinationId: DestinationId;
  readonly host: string;
  readonly merchantIds?: readonly string[] | null;
  readonly relay?: string;
  readonly insecureLoopback?: boolean;
}

export interface ReplaceDestinations extends AccountCommandOf<'ReplaceDestinations'> {
  /** The installation's mode: `live` refuses loopback destinations. */
  readonly mode: 'live' | 'test';
  /** The whole list. */
  readonly destinations: readonly DestinationInput[];
}

/** A new key for what commerce encrypts to the merchant; from then on the one before is not used. */
export interface IssueEncryptionKey extends AccountCommandOf<'IssueEncryptionKey'> {
  readonly merchantId: MerchantId;
  /** UUIDv4. */
  readonly kid: string;
}

export type AccountCommand =
  | OpenAccount
  | ChangeOperatingModel
  | AddMerchant
  | ChangeMerchant
  | RemoveMerchant
  | ReplaceDestinations
  | IssueEncryptionKey;
