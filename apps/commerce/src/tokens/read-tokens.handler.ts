import type { Allow } from '@latchkey/auth-client';
import { Problem } from '@latchkey/platform';
import { paginate, type Page } from '@latchkey/platform-nest';
import type { Vault } from '@latchkey/vault';
import { visibilityOf } from '../authorization/visibility';
import type { TokenListQuery } from './token-list';
import { cardholderNameOf, tokenView, type TokenView } from './token-view';
import type { TokenRow } from './token.entity';
import type { TokenRepository } from './tokens.repository';

/** Throws `not_found` for whatever the caller cannot see: not there, expired, elsewhere. */
export async function readToken(
  { tokens, vault }: { readonly tokens: TokenRepository; readonly vault: Vault },
  id: string,
  caller: Allow,
): Promise<TokenView> {
  const row = await tokens.find(id, visibilityOf(caller));
  if (row === null) throw new Problem('not_found');
  return tokenView(row, cardholderNameOf(row, await vaultFor(vault, [row])));
}

export async function listTokens(
  { tokens, vault }: { readonly tokens: TokenRepository; readonly vault: Vault },
  query: TokenListQuery,
  caller: Allow,
): Promise<Page<TokenView>> {
  const page = await tokens.page(query, visibilityOf(caller));
  const account = await vaultFor(vault, page.rows);
  return paginate(query, {
    ...page,
    toItem: (row) => tokenView(row, cardholderNameOf(row, account)),
    placeOf: (row) => ({ value: row.createdAt.toISOString(), id: row.id }),
  });
}

/** Rows of one account; its keys are not needed for rows without a name. */
async function vaultFor(vault: Vault, rows: readonly TokenRow[]) {
  const sealed = rows.find((row) => row.cardholderName !== null);
  return sealed === undefined ? null : vault.forAccount(sealed.accountId);
}
