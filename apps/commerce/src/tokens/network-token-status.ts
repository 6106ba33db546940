export const NETWORK_TOKEN_STATUSES = ['active', 'inactive', 'pending', 'failed', 'deleted', 'not_available'] as const;

export type NetworkTokenStatus = (typeof NETWORK_TOKEN_STATUSES)[number];
