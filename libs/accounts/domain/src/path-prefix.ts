import { type Checked, invalid, valid } from './result';
import { decodePercent, findSensitive } from './sensitive-text';

/**
 * Whole segments of a normalised path, without a slash at the end (`/` alone is every path). Refused: query and
 * fragment, empty and dot segments, encoded slashes, backslashes,
 * dots, percent signs and controls: servers differ in how they read those.
 */
export function normalisePathPrefix(text: string): Checked<string> {
  if (!text.startsWith('/')) return invalid('must begin with a slash');
  if (text.length > maxLength || !text.isWellFormed())
    return invalid(`must be a path of at most ${maxLength} characters`);
  if (/[?#\\\s\p{Cc}]/u.test(text)) return invalid('must be a path only, without query, fragment, backslash or space');
  if (/%(?![0-9a-f]{2})/i.test(text)) return invalid('must be percent-encoded correctly');
  if (/%(?:2e|2f|5c|25|[01][0-9a-f]|7f)/i.test(text))
    return invalid('must not contain an encoded slash, dot, percent sign or control character');
  const segments = text.split('/').slice(1);
  if (segments.length > 1 && segments.at(-1) === '') segments.pop();
  if (segments.some((segment) => segment === '.' || segment === '..') || text.includes('//'))
    return invalid('must not contain empty or dot segments');
  const path = `/${segments.map(normaliseSegment).join('/')}`;
  const sensitive = findSensitive(path) ?? findSensitive(decodePercent(path));
  return sensitive ? invalid(`must not contain ${sensitive}`) : valid(path);
}

const maxLength = 512;

/** RFC 3986, 6.2.2: what needs no encoding is written plainly, encodings have upper-case digits. */
function normaliseSegment(segment: string): string {
  return encodeURI(segment)
    .replaceAll('%25', '%')
    .replace(/%[0-9a-f]{2}/gi, (encoded) => {
      const plain = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
      return /[A-Za-z0-9_~-]/.test(plain) ? plain : encoded.toUpperCase();
    });
}
