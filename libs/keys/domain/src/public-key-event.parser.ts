import { eventParser } from '@latchkey/accounts-domain';
import { keyShapes } from './key-event.parser';
import type { KeyCreated, KeyLabeled, KeyRevoked } from './key.events';

/** A creation as an auditor sees it: `verifier` is `sha256:` and the hex digits of the hash of what is stored. */
export type PublicKeyCreated = Omit<KeyCreated, 'data'> & {
  readonly data: Omit<KeyCreated['data'], 'verifier'> & { readonly verifier: string };
};
export type PublicKeyEvent = PublicKeyCreated | KeyLabeled | KeyRevoked;

const isVerifierHash = (json: unknown): json is string =>
  typeof json === 'string' && /^sha256:[0-9a-f]{64}$/.test(json);

/** Reads an event of an `apikey-` stream in its public form, as strictly as the stored one is read. */
export const publicKeyEventFromJson = eventParser<PublicKeyEvent>({
  ...keyShapes,
  KeyCreated: { ...keyShapes.KeyCreated, verifier: isVerifierHash },
});
