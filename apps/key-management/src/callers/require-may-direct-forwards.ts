import { Problem } from '@latchkey/platform';
import type { Call } from './call';

/**
 * A merchant's `payment_forward_url` says where its cards go, so it is its owner's and the operator's to say, like the
 * destinations. Throws 403 `role_forbids` for anybody else who would set it, or unset it.
 */
export const requireMayDirectForwards = ({ caller }: Pick<Call, 'caller'>): void => {
  if (caller.kind !== 'owner' && caller.kind !== 'operator')
    throw new Problem('role_forbids', { detail: 'Only an owner of the account may change payment_forward_url.' });
};
