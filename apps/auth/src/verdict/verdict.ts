import type { DestinationDetails, OperatingModel } from '@latchkey/accounts-domain';
import type { DestinationRefusal, ForwardWish, Operation, Refusal } from '@latchkey/keys-domain';

/** One question, already checked for its shape. `digest`: 32 bytes. */
export interface Check {
  readonly keyId: string;
  readonly digest: Buffer;
  readonly operation?: Operation | undefined;
  readonly merchantId?: string | undefined;
  readonly destination?: ForwardWish | undefined;
  readonly minPosition?: string | undefined;
}

export type MalformedReason =
  | 'bad_check'
  | 'bad_key_id'
  | 'bad_digest'
  | 'bad_feature'
  | 'bad_merchant_id'
  | 'bad_destination'
  | 'unknown_position';

export type DenyReason = 'invalid_api_key' | 'api_key_revoked' | Refusal | DestinationRefusal;

export type Granted = '*' | readonly string[];

/** Members about the account are null unless the secret was proved. */
export interface Verdict {
  readonly verdict: 'allow' | 'deny' | 'unavailable' | 'malformed';
  readonly reason: null | DenyReason | MalformedReason | 'behind';
  readonly keyId: string | null;
  readonly accountId: string | null;
  readonly operatingModel: OperatingModel | null;
  readonly merchantIds: Granted | null;
  readonly features: Granted | null;
  readonly ownMerchantId: string | null;
  /** Of the check's merchant, if it is active and nothing is refused on its account or the key's. */
  readonly forwardUrl: string | null;
  /** Null unless one was asked about and is allowed. */
  readonly destination: Pick<DestinationDetails, 'relay' | 'insecureLoopback'> | null;
}

const nothingKnown = {
  ...{ accountId: null, operatingModel: null, merchantIds: null, features: null, ownMerchantId: null },
  ...{ forwardUrl: null, destination: null },
} as const;

export const withoutAccount = (
  verdict: 'deny' | 'unavailable' | 'malformed',
  reason: NonNullable<Verdict['reason']>,
  keyId: string | null,
): Verdict => ({ verdict, reason, keyId, ...nothingKnown });
