import { Problem } from '@latchkey/platform';
import { paginate, type Page } from '@latchkey/platform-nest';
import type { Accesses } from '../accesses/accesses.port';
import type { Authorized } from '../authorization/request-authorizer.port';
import { isVisible, visibilityOf } from '../authorization/visibility';
import type { TokenRepository } from '../tokens/tokens.repository';
import type { BundleListQuery } from './bundle-list';
import { bundleView, type BundleView } from './bundle-view';
import type { BundleRepository } from './bundles.repository';

export interface ListBundlesDeps {
  readonly tokens: TokenRepository;
  readonly bundles: BundleRepository;
  readonly accesses: Accesses;
}

/**
 * The bundles of a token that the caller's merchants have. A scoped key is shown the list if the token itself is in its scope,
 * or at least one of its bundles; else, as for a token that is not there, throws `not_found`.
 */
export async function listBundles(
  { tokens, bundles, accesses }: ListBundlesDeps,
  tokenId: string,
  query: BundleListQuery,
  caller: Authorized,
): Promise<Page<BundleView>> {
  const visibility = visibilityOf(caller.verdict);
  const token = await tokens.find(tokenId, { ...visibility, merchantIds: '*' });
  const isListed =
    token !== null && (isVisible(token.merchantId, visibility) || (await bundles.hasVisible(tokenId, visibility)));
  if (!isListed) throw new Problem('not_found');
  const found = await bundles.pageOf(tokenId, query, visibility);
  const page = paginate(query, {
    ...found,
    toItem: bundleView,
    placeOf: (row) => ({ value: row.createdAt.toISOString(), id: row.id }),
  });
  const { merchantId } = token;
  const listed = page.data.map(({ id }) => id);
  await accesses.spool(caller, { operation: 'payment-data.list', tokenId, merchantId, listed });
  return page;
}
