/** What a caller asks: may the key with this id, whose SHA-256 is `digest` (32 bytes, as secret as the key), do this? */
export interface Check {
  readonly keyId: string;
  readonly digest: Uint8Array;
  /** One of the scopable features or of the operations for unscoped keys; absent: is the key good at all? */
  readonly feature?: string | undefined;
  readonly merchantId?: string | undefined;
  readonly destination?: DestinationQuestion | undefined;
  /** The verdict must know the log at least to here; auth is given `maxWaitMs` to get there. */
  readonly minPosition?: string | undefined;
}

/**
 * May it send there? `url`: in the form of `parseDestinationUrl`, without its query. It is asked for the check's merchant;
 * without one for a token of no merchant, or, with `anyMerchant`, whether there is an entry for anybody at all: a first
 * guess, to be asked again when the merchant is known. `paymentForwardUrl`: the one of the check's merchant.
 */
export type DestinationQuestion =
  | { readonly url: string; readonly method: string; readonly anyMerchant?: true }
  | { readonly paymentForwardUrl: true; readonly method: string };

/** How the allowed destination is to be treated. */
export interface AllowedDestination {
  readonly relay: 'masked' | 'status_only';
  readonly insecureLoopback: boolean;
}

export type OperatingModel = 'primary_merchant' | 'platform' | 'ecosystem' | 'managed_ecosystem';

/** `'*'`: everything the account has, as with unscoped keys. */
export type Granted = '*' | readonly string[];

export interface Allow {
  readonly verdict: 'allow';
  readonly reason: null;
  readonly keyId: string;
  readonly accountId: string;
  readonly operatingModel: OperatingModel;
  readonly merchantIds: Granted;
  readonly features: Granted;
  readonly ownMerchantId: string | null;
  /** Of the merchant that was asked about, as it was stored. */
  readonly forwardUrl: string | null;
  /** Null if and only if none was asked about. */
  readonly destination: AllowedDestination | null;
  /** The place in the log at which this was decided. */
  readonly position: string;
}

/** Members about the account are null unless the caller proved to hold the secret. */
export interface Deny {
  readonly verdict: 'deny';
  readonly reason: string;
  readonly keyId: string;
  readonly accountId: string | null;
  readonly operatingModel: OperatingModel | null;
  readonly merchantIds: Granted | null;
  readonly features: Granted | null;
  readonly ownMerchantId: string | null;
  readonly position: string;
}

/** The check itself was wrong, e.g. `unknown_position`. */
export interface Malformed {
  readonly verdict: 'malformed';
  readonly reason: string;
  readonly position: string;
}

export type UnavailableReason =
  /** auth did not reach `minPosition` in time. */
  | 'behind'
  /** Too many checks are waiting already. */
  | 'queue_full'
  /** No answer within the deadline. */
  | 'deadline'
  /** auth could not be reached, or the connection broke. */
  | 'connection'
  /** The answer was no HTTP, no JSON, of another shape, too large, or about other keys. */
  | 'bad_answer'
  /** auth does not accept this service's token. */
  | 'unauthorized'
  /** This service could not make a token. */
  | 'no_token'
  /** auth says that it cannot judge at the moment. */
  | 'authorization_unavailable'
  /** It was allowed, but too long ago. */
  | 'stale'
  /** The client was closed. */
  | 'closed';

export interface Unavailable {
  readonly verdict: 'unavailable';
  readonly reason: UnavailableReason;
}

export type Verdict = Allow | Deny | Malformed;
export type Answer = Verdict | Unavailable;

export const unavailable = (reason: UnavailableReason): Unavailable => ({ verdict: 'unavailable', reason });
