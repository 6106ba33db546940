import type { Vault } from '@latchkey/vault';
import { openCard } from '../tokens/open-card';
import type { SealedCard } from '../tokens/token.entity';
import type { TokenRepository } from '../tokens/tokens.repository';
import type { AuthenticationData } from './authentication-data';
import type { BoundedProvider } from './bounded-provider';
import type { NetworkToken, ProviderFailure } from './network-token-provider.port';
import type { NetworkTokens } from './network-tokens.repository';
import type { NewBundle } from './new-bundle';

export interface AuthenticatePaymentDeps {
  readonly tokens: TokenRepository;
  readonly networkTokens: NetworkTokens;
  readonly vault: Vault;
  readonly provider: BoundedProvider;
}

export type Authenticated = { readonly ok: true; readonly data: AuthenticationData } | ProviderFailure;

/** A cryptogram for one payment with the card's network token, which is made at the first one and kept. */
export async function authenticatePayment(
  deps: AuthenticatePaymentDeps,
  card: SealedCard,
  { amount, currencyCode }: Pick<NewBundle, 'amount' | 'currencyCode'>,
): Promise<Authenticated> {
  const provisioned = await networkTokenOf(deps, card);
  if (!provisioned.ok) return provisioned;
  const { networkToken } = provisioned;
  const payment = { networkToken, scheme: card.scheme, amount, currencyCode };
  const answer = await deps.provider.authenticate(payment);
  if (!answer.ok) return answer;
  const { number, expiryYear, expiryMonth } = networkToken;
  return { ok: true, data: { networkToken: number, expiryYear, expiryMonth, ...answer.authentication } };
}

async function networkTokenOf(
  { tokens, networkTokens, vault, provider }: AuthenticatePaymentDeps,
  card: SealedCard,
): Promise<{ readonly ok: true; readonly networkToken: NetworkToken } | ProviderFailure> {
  const { accountId, scheme } = card;
  const token = { tokenId: card.id, accountId };
  const kept = await networkTokens.find(token);
  if (kept !== null) return { ok: true, networkToken: kept };
  const { accountNumber, expiryYear, expiryMonth } = await openCard(card, vault);
  const answer = await provider.provision({ accountId, accountNumber, scheme, expiryYear, expiryMonth });
  if (!answer.ok) {
    if (answer.kind === 'refused') await tokens.networkTokenFailed(card.id);
    return answer;
  }
  return { ok: true, networkToken: await networkTokens.keepFirst(token, provider.name, answer.networkToken) };
}
