import type { Scheme, Vault } from '@latchkey/vault';
import { randomBytes } from 'node:crypto';
import type { NetworkTokenProvider, ProviderFailure } from './network-token-provider.port';
import { sandboxNetworkToken } from './sandbox-network-token';
import { SANDBOX_TEST_CARDS, type SandboxFailure } from './sandbox-test-cards';

const CRYPTOGRAM_BYTES = 20;

/**
 * Stands in for a scheme: nothing leaves the process, and no network token of it is good for a payment. What fails is said
 * by the card's number alone (docs/sandbox.md).
 */
export function createSandboxProvider(vault: Vault): NetworkTokenProvider {
  return {
    name: 'sandbox',

    async provision({ accountId, accountNumber, scheme, expiryYear, expiryMonth }) {
      const failure = SANDBOX_TEST_CARDS.get(accountNumber);
      if (failure?.at === 'provision') return failed(failure);
      const number = sandboxNetworkToken(await vault.forAccount(accountId), scheme, accountNumber);
      // What the second call must fail with has to be known without the card.
      const reference = failure === undefined ? 'sandbox' : `sandbox:${failure.code}`;
      return { ok: true, networkToken: { number, expiryYear, expiryMonth, reference } };
    },

    async authenticate({ networkToken, scheme }) {
      const [, code] = networkToken.reference.split(':');
      const failure = [...SANDBOX_TEST_CARDS.values()].find((known) => known.code === code);
      if (failure !== undefined) return failed(failure);
      const cryptogram = randomBytes(CRYPTOGRAM_BYTES).toString('base64');
      return { ok: true, authentication: { cryptogram, eci: eciOf(scheme) } };
    },
  };
}

const failed = ({ kind, code, message }: SandboxFailure): ProviderFailure => ({ ok: false, kind, code, message });

function eciOf(scheme: Scheme): string | null {
  if (scheme === 'Unknown') return null;
  return scheme === 'Mastercard' ? '02' : '05';
}
