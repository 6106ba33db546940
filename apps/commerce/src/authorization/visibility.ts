import type { Allow } from '@latchkey/auth-client';

/** Which tokens and bundles exist for a caller: those of the account, for a scoped key only those of its merchants. */
export interface Visibility {
  readonly accountId: string;
  readonly merchantIds: '*' | readonly string[];
}

export function visibilityOf({ accountId, merchantIds }: Allow): Visibility {
  return { accountId, merchantIds };
}

/** A shared token (no merchant) belongs to no scope. */
export function isVisible(merchantId: string | null, { merchantIds }: Visibility): boolean {
  return merchantIds === '*' || (merchantId !== null && merchantIds.includes(merchantId));
}

/** The merchants that a list is about: the caller's, and of those the ones it asked for. */
export function merchantsInView(
  { merchantIds }: Visibility,
  asked: readonly string[] | undefined,
): '*' | readonly string[] {
  if (asked === undefined) return merchantIds;
  return merchantIds === '*' ? asked : asked.filter((merchantId) => merchantIds.includes(merchantId));
}
