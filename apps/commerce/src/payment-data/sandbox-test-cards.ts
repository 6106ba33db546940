/** At which call a test card fails, how, and what the caller is told. */
export interface SandboxFailure {
  readonly at: 'provision' | 'authenticate';
  readonly kind: 'refused' | 'unavailable';
  readonly code: string;
  readonly message: string;
}

/**
 * Published test numbers (Stripe's, for a decline, an expired card, a stolen card and a processing error) and what becomes of
 * them here. Any other card succeeds. docs/sandbox.md holds the same table.
 */
export const SANDBOX_TEST_CARDS: ReadonlyMap<string, SandboxFailure> = new Map([
  [
    '4000000000000002',
    { at: 'provision', kind: 'refused', code: 'issuer_declined', message: 'The issuer declined the card.' },
  ],
  [
    '4000000000000069',
    {
      at: 'provision',
      kind: 'refused',
      code: 'token_not_eligible',
      message: 'The card cannot have a network token.',
    },
  ],
  [
    '4000000000009979',
    {
      at: 'authenticate',
      kind: 'refused',
      code: 'network_token_suspended',
      message: 'The issuer suspended the network token.',
    },
  ],
  [
    '4000000000000119',
    {
      at: 'provision',
      kind: 'unavailable',
      code: 'provider_unavailable',
      message: 'The provider of network tokens did not answer.',
    },
  ],
]);
