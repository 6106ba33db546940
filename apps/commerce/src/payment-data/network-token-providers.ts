import type { Mode } from '@latchkey/platform';

/** What the setting NETWORK_TOKEN_PROVIDER may name. */
export const NETWORK_TOKEN_PROVIDERS = ['sandbox', 'none'] as const;
export type NetworkTokenProviderName = (typeof NETWORK_TOKEN_PROVIDERS)[number];

/** Nobody shall take the sandbox's numbers for money. */
export const defaultProvider = (mode: Mode): NetworkTokenProviderName => (mode === 'live' ? 'none' : 'sandbox');
