/** What a bundle is asked for. */
export interface NewBundle {
  /** In minor units. */
  readonly amount: number;
  readonly currencyCode: string;
  readonly reference: string;
  /** Null: the token's, or the account's own where there is only that. */
  readonly merchantId: string | null;
}
