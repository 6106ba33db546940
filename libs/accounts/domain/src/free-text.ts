import { type Checked, invalid, valid } from './result';
import { findSensitive } from './sensitive-text';
import { withoutInvisible } from './without-invisible';

export const FREE_TEXT_MAX_LENGTH = 100;

/**
 * A label, a name: trimmed, in NFC, 1 to `maxLength` code points on one line, and nothing in it that must not be kept
 * for ever. The reason is a predicate ("must …"), to be read after the field's name, and never quotes the text.
 */
export function checkFreeText(text: string, maxLength = FREE_TEXT_MAX_LENGTH): Checked<string> {
  if (!text.isWellFormed()) return invalid('must be well-formed Unicode text');
  const value = text.trim().normalize('NFC');
  if (withoutInvisible(value).trim() === '') return invalid('must not be empty');
  // Code units bound the work on a long text before it is counted by code points.
  if (value.length > 2 * maxLength || Array.from(value).length > maxLength)
    return invalid(`must have at most ${maxLength} characters`);
  if (unprintable.test(value)) return invalid('must not contain control characters');
  const sensitive = findSensitive(value);
  return sensitive ? invalid(`must not contain ${sensitive}`) : valid(value);
}

/** C0 and C1, and what Unicode itself treats as a line end. Bidirectional overrides would make a label read as another. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
