import { Problem } from '@latchkey/platform';
import { paginate, type Page } from '@latchkey/platform-nest';
import type { Vault } from '@latchkey/vault';
import type { Accesses } from '../accesses/accesses.port';
import type { Authorized } from '../authorization/request-authorizer.port';
import { visibilityOf } from '../authorization/visibility';
import type { TokenListQuery } from './token-list';
import { cardholderNameOf, tokenView, type TokenView } from './token-view';
import type { TokenRow } from './token.entity';
import type { TokenRepository } from './tokens.repository';

export interface ReadTokensDeps {
  readonly tokens: TokenRepository;
  readonly vault: Vault;
  readonly accesses: Accesses;
}

/** Throws `not_found` for whatever the caller cannot see: not there, expired, elsewhere. */
export async function readToken(
  { tokens, vault, accesses }: ReadTokensDeps,
  id: string,
  caller: Authorized,
): Promise<TokenView> {
  const row = await tokens.find(id, visibilityOf(caller.verdict));
  if (row === null) throw new Problem('not_found');
  const view = tokenView(row, cardholderNameOf(row, await vaultFor(vault, [row])));
  await accesses.spool(caller, { operation: 'tokens.read', tokenId: row.id, merchantId: row.merchantId });
  return view;
}

export async function listTokens(
  { tokens, vault, accesses }: ReadTokensDeps,
  query: TokenListQuery,
  caller: Authorized,
): Promise<Page<TokenView>> {
  const { rows, total } = await tokens.page(query, visibilityOf(caller.verdict));
  const account = await vaultFor(vault, rows);
  const page = paginate(query, {
    ...{ rows, total },
    toItem: (row) => tokenView(row, cardholderNameOf(row, account)),
    placeOf: (row) => ({ value: row.createdAt.toISOString(), id: row.id }),
  });
  await accesses.spool(caller, { operation: 'tokens.list', listed: page.data.map(({ id }) => id) });
  return page;
}

/** Rows of one account; its keys are not needed for rows without a name. */
async function vaultFor(vault: Vault, rows: readonly TokenRow[]) {
  const sealed = rows.find((row) => row.cardholderName !== null);
  return sealed === undefined ? null : vault.forAccount(sealed.accountId);
}
