import { normaliseHost } from './host';
import { type Checked, invalid, valid } from './result';
import { findSensitiveInUrl } from './sensitive-text';

/** An https URL in its normal form: host by the rules of `normaliseHost`, no user, password or fragment. */
export function normaliseHttpsUrl(text: string): Checked<string> {
  if (text.length > maxLength || !text.isWellFormed())
    return invalid(`must be a URL of at most ${maxLength} characters`);
  if (/[\s\\\p{Cc}]/u.test(text)) return invalid('must be a URL without spaces, backslashes or control characters');
  const url = /^https:\/\/[^/]/i.test(text) ? URL.parse(text) : null;
  if (!url) return invalid('must be an https URL');
  if (url.username !== '' || url.password !== '') return invalid('must not contain a user name or password');
  if (url.hash !== '') return invalid('must not contain a fragment');
  const host = normaliseHost(url.hostname);
  if (!host.ok) return invalid(host.reason.replace('must be', 'must name'));
  const sensitive = findSensitiveInUrl(url.href);
  if (sensitive) return invalid(`must not contain ${sensitive}`);
  return url.href.length > maxLength ? invalid(`must be a URL of at most ${maxLength} characters`) : valid(url.href);
}

const maxLength = 2048;
