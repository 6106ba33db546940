import { parseKey, type Peppers, sameBytes, scopeHash, verifier, type KeyMode } from '@latchkey/keys-format';
import { Problem, readApiKeyHeader } from '@latchkey/platform';
import { randomBytes, randomUUID } from 'node:crypto';
import { exists, type ExistingKeyState, type KeyRepository } from '../keys/key.repository';
import type { CallerResolver } from './caller-resolver.port';

export interface ApiKeyResolverOptions {
  readonly mode: KeyMode;
  readonly keys: Pick<KeyRepository, 'find'>;
  readonly peppers: Peppers;
}

/** `x-api-key`, judged by the key's own stream as it is now: a key that was revoked a moment ago is refused here. */
export const createApiKeyResolver = ({ mode, keys, peppers }: ApiKeyResolverOptions): CallerResolver => {
  const dummy = { keyId: randomUUID(), accountId: randomUUID(), scope: null, proof: randomBytes(32) };

  const proves = (digest: Buffer, state: ExistingKeyState | undefined): boolean => {
    const pepper = state ? peppers.get(state.verifier.pepperVersion) : undefined;
    const { keyId, accountId, scope } = state ?? dummy;
    const expected = state ? Buffer.from(state.verifier.value, 'base64url') : dummy.proof;
    // For an unknown id the same work is done, so that time does not tell it from a wrong secret.
    const proof = verifier({
      pepper: pepper ?? peppers.current.pepper,
      keyId,
      accountId,
      scopeHash: scopeHash(scope),
      digest,
    });
    return sameBytes(proof, expected) && pepper !== undefined;
  };

  return {
    resolve: async ({ headers }) => {
      if (headers['x-api-key'] === undefined) return undefined;
      const parsed = parseKey(readApiKeyHeader(headers));
      if (!parsed.ok) throw new Problem('invalid_api_key');
      if (parsed.mode !== mode) throw new Problem('wrong_mode');
      const view = await keys.find(parsed.keyId);
      const state = exists(view) ? view.state : undefined;
      if (!proves(parsed.digest, state) || !state) throw new Problem('invalid_api_key');
      if (state.status === 'revoked') throw new Problem('api_key_revoked');
      return {
        kind: state.scope ? 'scoped_key' : 'unscoped_key',
        actor: { type: 'api_key', id: state.keyId },
        accountId: state.accountId,
        keyId: state.keyId,
      };
    },
  };
};
