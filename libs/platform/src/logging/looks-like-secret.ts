import { scrub } from './scrub';

/**
 * 256 bits, as tokens and digests have them, take 43 characters in base64url and 64 in hex; UUIDs (36), ULIDs and trace ids
 * are shorter. Nothing of that length marks a token as one, so what is longer than 40 characters without a break counts.
 */
const LONG_WORD = /[A-Za-z0-9_+=~-]{41,}/;
/** A cryptogram of a payment: 20 bytes in base64 of either kind, which is 27 characters and the padding. */
const CRYPTOGRAM = /[A-Za-z0-9+/_-]{27}=(?!=)/;

/** Whether a text that a caller chose freely could be a secret: for what would else be echoed or logged as it came. */
export function looksLikeSecret(text: string): boolean {
  // A log line may hold figures with dots and underscores; what a caller chose is looked at with less patience.
  const plain = text.replace(/[._/]/g, '-');
  return LONG_WORD.test(text) || CRYPTOGRAM.test(text) || scrub(text) !== text || scrub(plain) !== plain;
}
