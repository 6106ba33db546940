import { findCardNumbers, type Span } from './card-numbers';

export const REDACTED = '[redacted]';

/** Cheap tests that nearly every clean line fails; only what passes is looked at pattern by pattern. */
const SUSPICIOUS_WORD = /lk(?:_|%5f)(?:live|test)|eyJ|bearer|digest|verifier|secret|pepper|password|private_?key/i;
const SUSPICIOUS_DIGITS = /[0-9](?:[ -]{0,3}[0-9]){12}/;
// Apart, for one expression with both takes twice as long.
const isSuspicious = (text: string): boolean => SUSPICIOUS_WORD.test(text) || SUSPICIOUS_DIGITS.test(text);

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // A key, whole or cut off; the display form has six characters and then an ellipsis, and stays.
  [/lk(?:_|%5f)(live|test)(?:_|%5f)(?:[A-Za-z0-9_]|%5f){7,}/gi, `lk_$1_${REDACTED}`],
  [/eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,3}/g, REDACTED],
  [/(bearer)(\s+|%20)[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [
    /((?:digest|verifier|secret|pepper|password|private_?key)[A-Za-z0-9_]{0,40}(?:\\{0,8}["'])?\s{0,5}[:=]\s{0,5}(?:\\{0,8}["'])?)[A-Za-z0-9+/_-]{16,}={0,2}/gi,
    `$1${REDACTED}`,
  ],
];

/**
 * Takes out of any text what looks like a secret: API keys, card numbers (13 to 19 digits that pass the Luhn check, also
 * spaced or dashed), JWTs, bearer tokens, and long values labelled as a digest, verifier, secret, pepper, password or
 * private key.
 */
export function scrub(text: string): string {
  if (!isSuspicious(text)) return text;
  const scrubbed = scrubPatterns(text);
  return replaceSpans(scrubbed, findCardNumbers(scrubbed), () => REDACTED);
}

/** As `scrub`, for one line of JSON: what comes out is JSON again, even if a card number stood there as a number. */
export function scrubJsonLine(line: string): string {
  if (!isSuspicious(line)) return line;
  const scrubbed = scrubPatterns(line);
  return replaceSpans(scrubbed, findCardNumbers(withoutEscapes(scrubbed)), (before) =>
    endsInsideString(before) ? REDACTED : `"${REDACTED}"`,
  );
}

function scrubPatterns(text: string): string {
  return PATTERNS.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}

function replaceSpans(text: string, spans: readonly Span[], replacement: (before: string) => string): string {
  let replaced = '';
  let end = 0;
  for (const span of spans) {
    replaced += text.slice(end, span.start) + replacement(text.slice(0, span.start));
    end = span.end;
  }
  return replaced + text.slice(end);
}

/** Of the same length: the digits of an escape such as `\u0000` would else run into a card number that follows it. */
const withoutEscapes = (json: string): string =>
  json.replace(/\\(?:u[0-9a-f]{4}|.)/gi, (escape) => (escape.length === 6 ? '\\u####' : escape));

function endsInsideString(json: string): boolean {
  let inside = false;
  for (let index = 0; index < json.length; index++) {
    if (json[index] === '\\') index++;
    else if (json[index] === '"') inside = !inside;
  }
  return inside;
}
