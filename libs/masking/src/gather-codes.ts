import { RAW_TEXT, TEXT, type Alphabet } from './alphabets';
import type { Codes } from './codes';
import { findCodes } from './find-codes';
import { maskBase64 } from './mask-base64';
import { createOverlay } from './overlay';
import { read } from './reading';
import { type Work } from './work';

/**
 * Adds the groups of digits that a caller sent, in whatever encoding: if it sent every code there is, and only the right one
 * came back masked, it would know.
 */
export function* gatherCodes(text: Buffer, codes: Codes): Work<void> {
  yield* gather(text, codes);
  yield* gather(Buffer.from(asDecimals(text)), codes);
}

function* gather(bytes: Uint8Array, codes: Codes): Work<void> {
  yield* gatherAll(bytes, codes);
  yield* maskBase64(bytes, createOverlay(bytes.length), function* (decoded) {
    yield* gatherAll(decoded, codes);
    return createOverlay(0);
  });
}

function* gatherAll(bytes: Uint8Array, codes: Codes): Work<void> {
  for (const alphabet of [TEXT, RAW_TEXT] satisfies Alphabet[]) {
    yield* findCodes(yield* read(bytes, alphabet), codes.lengths, false, ({ group }) => codes.add(group));
  }
}

const NUMBER = /[0-9][0-9.]*(?:e[+-]?[0-9]+)?/gi;

/** JSON numbers as most programs write them again: `1.23e2` and `122.99999999999999999` come back as 123. */
const asDecimals = (text: Buffer): string =>
  (text.toString('latin1').match(NUMBER) ?? [])
    .filter((number) => /[.e]/i.test(number))
    .map((number) => `${Number(number)}`)
    .join(' ; ');
