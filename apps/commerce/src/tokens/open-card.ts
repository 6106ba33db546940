import type { Vault } from '@latchkey/vault';
import { cardholderNameOf } from './token-view';
import type { SealedCard } from './token.entity';

/** A card in clear: it lives in memory, for one request. */
export interface Card {
  readonly accountNumber: string;
  readonly cardholderName: string | null;
  readonly expiryYear: number;
  readonly expiryMonth: number;
}

/** Rejects with `VaultError` for changed bytes. */
export async function openCard(row: SealedCard, vault: Vault): Promise<Card> {
  const account = await vault.forAccount(row.accountId);
  return {
    accountNumber: account.open(row.id, row.wrappedKey, 'account_number', row.accountNumber),
    cardholderName: cardholderNameOf(row, account),
    expiryYear: row.expiryYear,
    expiryMonth: row.expiryMonth,
  };
}
