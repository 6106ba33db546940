import { checkFreeText, FREE_TEXT_MAX_LENGTH } from '@latchkey/accounts-domain';

import { keysText } from './keys.text';

export const LABEL_MAX_LENGTH = FREE_TEXT_MAX_LENGTH;

/** The server's own rule: the label as it would be kept, or why it would be refused, as a sentence. */
export function checkLabel(text: string): { readonly label: string } | { readonly complaint: string } {
  if (text.trim() === '') return { complaint: keysText.label.missing };
  const checked = checkFreeText(text);
  return checked.ok ? { label: checked.value } : { complaint: keysText.label.refused(checked.reason) };
}

export const labelLength = (text: string): number => Array.from(text.trim().normalize('NFC')).length;
