import { accept, checkFreeText, metadataOf, reject, rejectFields, type Result } from '@latchkey/accounts-domain';
import { decideCreateKey } from './create-key.decision';
import type { KeyCommand, LabelKey, RevokeKey } from './key.commands';
import type { KeyEvent } from './key.events';
import type { KeyState } from './key.state';

export type KeyRejectionClassifier =
  'validation_failed' | 'scoped_keys_unavailable' | 'operating_model_forbids' | 'not_found' | 'conflict';
export type KeyResult = Result<KeyEvent, KeyRejectionClassifier>;

/** Never throws for what a caller may send. Checks in the order of the HTTP statuses: 403, 422, 404, 409. */
export function decideKey(command: KeyCommand, state: KeyState): KeyResult {
  switch (command.type) {
    case 'CreateKey':
      return decideCreateKey(command, state);
    case 'LabelKey':
      return decideLabelKey(command, state);
    case 'RevokeKey':
      return decideRevokeKey(command, state);
  }
}

function decideLabelKey({ accountId, keyId, label: text, context }: LabelKey, state: KeyState): KeyResult {
  const label = checkFreeText(text);
  if (!label.ok) return rejectFields([{ field: 'label', message: label.reason }]);
  if (state.status === 'none' || state.accountId !== accountId) return notFound;
  if (label.value === state.label) return accept();
  if (state.status === 'revoked') return reject('conflict', 'The key is revoked; its label stays as it is.');
  return accept({ type: 'KeyLabeled', data: { accountId, keyId, label: label.value }, metadata: metadataOf(context) });
}

/** A second revocation is a success without an event: the state keeps the time of the first. */
function decideRevokeKey({ accountId, keyId, context }: RevokeKey, state: KeyState): KeyResult {
  if (state.status === 'none' || state.accountId !== accountId) return notFound;
  if (state.status === 'revoked') return accept();
  return accept({ type: 'KeyRevoked', data: { accountId, keyId }, metadata: metadataOf(context) });
}

const notFound = reject('not_found', 'There is no such key.');
