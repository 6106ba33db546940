import type { Injected } from './injected';
import { maskBody } from './mask-body';

/** The same for one text, such as the value of a header. */
export function maskText(text: string, injected: readonly Injected[]): string {
  // Node hands header values over as latin1; a text with other characters cannot have come from there.
  const encoding = [...text].every((character) => character <= '\u00ff') ? 'latin1' : 'utf8';
  const bytes = Buffer.from(text, encoding);
  const masked = maskBody(bytes, undefined, injected);
  return masked === bytes ? text : masked.toString(encoding);
}
