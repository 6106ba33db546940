import canonicalize from 'canonicalize';
import type { JsonValue } from './event-store.port';

const encoder = new TextEncoder();

/**
 * RFC 8785: one value, one sequence of bytes (UTF-8). Throws for what JSON cannot say exactly: NaN, infinities, lone
 * surrogates, a cycle, `undefined`.
 */
export function canonicalJson(value: JsonValue): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return encoder.encode(text);
}
