import type { Allow } from '@latchkey/auth-client';
import type { Injected } from '@latchkey/masking';
import type { Logger } from '@latchkey/platform';
import type { Vault } from '@latchkey/vault';
import { visibilityOf } from '../authorization/visibility';
import type { SecurityCodes } from '../security-codes/security-codes.repository';
import { openCard } from '../tokens/open-card';
import type { SealedCard } from '../tokens/token.entity';
import type { TokenRepository } from '../tokens/tokens.repository';
import type { OpenValues, Subject } from './subject';
import { twoDigits } from './two-digits';

export const CARD_PLACEHOLDERS = [
  'account_number',
  'cardholder_name',
  'expiration_year',
  'expiration_month',
  'security_code',
] as const;

export interface CardSources {
  readonly tokens: Pick<TokenRepository, 'findSealedCard'>;
  readonly vault: Vault;
  readonly securityCodes: Pick<SecurityCodes, 'read' | 'drop'>;
  readonly logger: Logger;
}

/** The card of a token, for forwarding; null for one that the caller cannot see. */
export async function findCard(sources: CardSources, tokenId: string, caller: Allow): Promise<Subject | null> {
  const row = await sources.tokens.findSealedCard(tokenId, visibilityOf(caller));
  if (row === null) return null;
  return {
    kind: 'card',
    tokenId,
    bundleId: null,
    merchantId: row.merchantId,
    open: (template) => openValues(sources, row, template),
    delivered: () => dropSecurityCode(sources, tokenId),
  };
}

async function openValues(
  { vault, securityCodes }: CardSources,
  row: SealedCard,
  { placeholders, unwrapped }: Parameters<Subject['open']>[0],
): Promise<OpenValues> {
  // A template of fixed text needs no card data, so none is decrypted.
  if (placeholders.size === 0) return { values: {}, injected: [] };
  const [card, securityCode] = await Promise.all([
    openCard(row, vault),
    placeholders.has('security_code') ? securityCodes.read(row.id, row.accountId) : null,
  ]);
  const injected: Injected[] = [];
  if (placeholders.has('account_number')) injected.push({ kind: 'card_number', value: card.accountNumber });
  if (securityCode !== null) {
    injected.push({ kind: 'security_code', value: securityCode, asNumber: unwrapped.has('security_code') });
  }
  return {
    injected,
    values: {
      account_number: card.accountNumber,
      cardholder_name: card.cardholderName,
      expiration_year: `${card.expiryYear}`,
      expiration_month: twoDigits(card.expiryMonth),
      security_code: securityCode,
    },
  };
}

/** An answer that has arrived is not taken back for this: the code is gone within ten minutes all the same. */
async function dropSecurityCode({ securityCodes, logger }: CardSources, tokenId: string): Promise<void> {
  try {
    await securityCodes.drop(tokenId);
  } catch (error) {
    logger.error({ err: error, token_id: tokenId }, 'a security code that was used could not be dropped');
  }
}
