import { type Checked, invalid, valid } from './result';
import { findSensitiveInUrl } from './sensitive-text';
import { normaliseUrlPath } from './url-path';

/** Whole segments of a path in the form of `normaliseUrlPath`, without a slash at the end (`/` alone is every path). */
export function normalisePathPrefix(text: string): Checked<string> {
  if (text.length > maxLength) return invalid(`must be a path of at most ${maxLength} characters`);
  const path = normaliseUrlPath(text);
  if (!path.ok) return path;
  const prefix = path.value.replace(/(?<=.)\/$/, '');
  const sensitive = findSensitiveInUrl(prefix);
  return sensitive ? invalid(`must not contain ${sensitive}`) : valid(prefix);
}

const maxLength = 512;
