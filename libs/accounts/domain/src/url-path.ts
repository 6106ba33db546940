import { type Checked, invalid, valid } from './result';

/**
 * The path of a URL in the normal form of RFC 3986, 6.2.2, with a slash at the end kept as it is written. What servers
 * are known to read differently is refused, plain or encoded: slashes, backslashes, dots, percent signs and controls
 * in an encoded or full-width form, encodings that are no UTF-8, empty and dot segments, and segments that become one
 * of those when a server drops what follows a semicolon.
 */
export function normaliseUrlPath(text: string): Checked<string> {
  if (!text.startsWith('/')) return invalid('must begin with a slash');
  if (!text.isWellFormed() || /[?#\\\s\p{Cc}]/u.test(text))
    return invalid('must be a path only, without query, fragment, backslash or space');
  if (/%(?![0-9a-f]{2})/i.test(text)) return invalid('must be percent-encoded correctly');
  const seen = asServersMaySeeIt(text);
  if (seen === null) return invalid('must be percent-encoded UTF-8');
  if (/%2e/i.test(text) || /[%\\\p{Cc}]/u.test(seen) || seen.split('/').length !== text.split('/').length)
    return encodedSyntax;
  if (hasOddSegment(seen)) return invalid('must not contain empty or dot segments');
  return valid(text.split('/').map(normaliseSegment).join('/'));
}

const encodedSyntax = invalid('must not contain an encoded slash, dot, percent sign or control character');

/** Decoded, and full-width and other compatibility forms folded into plain ones; null if it is no UTF-8. */
function asServersMaySeeIt(path: string): string | null {
  try {
    return decodeURIComponent(path).normalize('NFKC');
  } catch {
    return null; // URIError, which says nothing more.
  }
}

/** Only the last one may be empty: a slash at the end. */
function hasOddSegment(path: string): boolean {
  const segments = path.split('/').slice(1);
  if (segments.at(-1) === '') segments.pop();
  return segments.some((segment) => /^\.{0,2}(?:;|$)/.test(segment));
}

/** What needs no encoding is written plainly, encodings have upper-case digits. */
function normaliseSegment(segment: string): string {
  return encodeURI(segment)
    .replaceAll('%25', '%')
    .replace(/%[0-9a-f]{2}/gi, (encoded) => {
      const plain = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
      return /[A-Za-z0-9_~-]/.test(plain) ? plain : encoded.toUpperCase();
    });
}
