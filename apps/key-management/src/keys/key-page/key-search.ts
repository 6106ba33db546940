import { foldLabel } from '../../read-model/fold-batch';
import type { KeyListQuery } from '../key.list';

/** Which keys a list is about. */
export interface KeySearch {
  readonly accountId: string;
  /** Of active keys, of revoked ones, or of both. */
  readonly revoked: readonly boolean[];
  /** A part of the label, folded as labels are. */
  readonly label: string | undefined;
  /** Any of these. */
  readonly merchantIds: readonly string[] | undefined;
}

export const keySearch = (
  accountId: string,
  { status = ['active'], merchant_id: merchantIds, q }: KeyListQuery['filters'],
): KeySearch => ({
  accountId,
  revoked: [false, true].filter((revoked) => status.includes('all') || status.includes(revoked ? 'revoked' : 'active')),
  label: q === undefined ? undefined : foldLabel(q),
  merchantIds,
});
