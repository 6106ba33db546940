const RUN = /(?<![0-9])[0-9](?:[ -]{0,3}[0-9]){12,}/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** From `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where card numbers stand in a text: 13 to 19 digits that pass the Luhn check, as one run or in groups set apart by
 * up to three spaces or dashes. Not UUIDs; not numbers that begin with 0 (padded counters), nor 13 digits that begin with 1
 * (epoch milliseconds): no card scheme numbers its cards so.
 */
export function findCardNumbers(text: string): Span[] {
  const spans: Span[] = [];
  let uuids: Span[] | undefined;
  for (const run of text.matchAll(RUN)) {
    uuids ??= Array.from(text.matchAll(UUID), ({ index, 0: uuid }) => ({ start: index, end: index + uuid.length }));
    for (const span of cardsInRun(run[0], run.index)) {
      if (!uuids.some((uuid) => span.start < uuid.end && uuid.start < span.end)) spans.push(span);
    }
  }
  return spans;
}

/** A run may begin or end with groups that are not the card's ("04 4111…"), so every row of whole groups is tried. */
function cardsInRun(run: string, offset: number): Span[] {
  const groups = Array.from(run.matchAll(/[0-9]+/g), ({ index, 0: digits }) => ({ start: offset + index, digits }));
  const spans: Span[] = [];
  for (let first = 0; first < groups.length; first++) {
    let digits = '';
    for (let last = first; last < groups.length && digits.length <= MAX_DIGITS; last++) {
      const group = groups[last]!; // last < groups.length
      digits += group.digits;
      if (isCardNumber(digits)) {
        // first ≤ last < groups.length
        spans.push({ start: groups[first]!.start, end: group.start + group.digits.length });
      }
    }
  }
  return mergeOverlaps(spans);
}

function isCardNumber(digits: string): boolean {
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
  if (digits.startsWith('0') || (digits.length === MIN_DIGITS && digits.startsWith('1'))) return false;
  return passesLuhn(digits);
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function mergeOverlaps(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else merged.push(span);
  }
  return merged;
}
