import { findSecrets } from './find-secrets';
import type { Injected } from './injected';
import { keepJson } from './keep-json';
import { applyOverlay } from './overlay';
import { secretPatterns } from './secret-patterns';

const JSON_TYPE = /^\s*(application|text)\/json\s*(;|$)|^[^;]*\+json\s*(;|$)/i;

/**
 * `body` without what was injected, whatever it is: the bytes outside of a match are the same, and a body without a match
 * is returned itself. Takes time linear in the length of the body. What is found, what is put instead and what is not found:
 * docs/masking.md.
 */
export function maskBody(body: Buffer, contentType: string | undefined, injected: readonly Injected[]): Buffer {
  const overlay = findSecrets(body, secretPatterns(injected));
  if (!overlay.touched) return body;
  const isJson = contentType !== undefined && JSON_TYPE.test(contentType);
  return applyOverlay(body, overlay, isJson ? keepJson(body, overlay) : []);
}
