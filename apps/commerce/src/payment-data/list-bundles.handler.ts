import type { Allow } from '@latchkey/auth-client';
import { Problem } from '@latchkey/platform';
import { paginate, type Page } from '@latchkey/platform-nest';
import { isVisible, visibilityOf } from '../authorization/visibility';
import type { TokenRepository } from '../tokens/tokens.repository';
import type { BundleListQuery } from './bundle-list';
import { bundleView, type BundleView } from './bundle-view';
import type { BundleRepository } from './bundles.repository';

/**
 * The bundles of a token that the caller's merchants have. A scoped key is shown the list if the token itself is in its scope,
 * or at least one of its bundles; else, as for a token that is not there, throws `not_found`.
 */
export async function listBundles(
  { tokens, bundles }: { readonly tokens: TokenRepository; readonly bundles: BundleRepository },
  tokenId: string,
  query: BundleListQuery,
  caller: Allow,
): Promise<Page<BundleView>> {
  const visibility = visibilityOf(caller);
  const token = await tokens.find(tokenId, { ...visibility, merchantIds: '*' });
  const listed =
    token !== null && (isVisible(token.merchantId, visibility) || (await bundles.hasVisible(tokenId, visibility)));
  if (!listed) throw new Problem('not_found');
  const page = await bundles.pageOf(tokenId, query, visibility);
  return paginate(query, {
    ...page,
    toItem: bundleView,
    placeOf: (row) => ({ value: row.createdAt.toISOString(), id: row.id }),
  });
}
