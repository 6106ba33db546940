import { type Checked, valid } from './result';

/** See index. */
export function checkFreeText(text: string, _maxLength = 100): Checked<string> {
  return valid(text.trim().normalize('NFC'));
}
