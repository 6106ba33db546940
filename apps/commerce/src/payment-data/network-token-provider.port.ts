import type { Scheme } from '@latchkey/vault';

/** The card that a network token is to stand in for, in clear: it lives in memory, for one request. */
export interface CardToTokenise {
  readonly accountId: string;
  readonly accountNumber: string;
  readonly scheme: Scheme;
  readonly expiryYear: number;
  readonly expiryMonth: number;
}

export interface NetworkToken {
  /** Digits that pass the Luhn check. */
  readonly number: string;
  readonly expiryYear: number;
  readonly expiryMonth: number;
  /** The provider's own name for it. */
  readonly reference: string;
}

export interface PaymentToAuthenticate {
  readonly networkToken: NetworkToken;
  readonly scheme: Scheme;
  /** In minor units. */
  readonly amount: number;
  readonly currencyCode: string;
}

export interface Authentication {
  /** Base64 of 20 bytes, for one payment. */
  readonly cryptogram: string;
  /** Electronic commerce indicator; null where the scheme has none. */
  readonly eci: string | null;
}

/**
 * A no of the scheme or the issuer (`refused`), or of a provider that cannot say (`unavailable`, worth another try). `code`
 * and `message` are shown to the caller: stable words, no card data.
 */
export interface ProviderFailure {
  readonly ok: false;
  readonly kind: 'refused' | 'unavailable';
  readonly code: string;
  readonly message: string;
}

/** Makes network tokens, and cryptograms for payments with them. May reject, or be late: its caller bounds both. */
export interface NetworkTokenProvider {
  /** Stands in every bundle. */
  readonly name: string;
  provision(
    card: CardToTokenise,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true; readonly networkToken: NetworkToken } | ProviderFailure>;
  authenticate(
    payment: PaymentToAuthenticate,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true; readonly authentication: Authentication } | ProviderFailure>;
}
