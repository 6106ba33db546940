import { isUuid } from '@latchkey/platform';
import { parseTime } from './parse-time';

/** Reads one query parameter's text; `undefined` when it is not what `expected` says. */
export interface QueryParser<Value> {
  readonly expected: string;
  parse(text: string): Value | undefined;
}

export type ValueOf<Parser> = Parser extends QueryParser<infer Value> ? Value : never;

const parser = <Value>(expected: string, parse: (text: string) => Value | undefined): QueryParser<Value> => ({
  expected,
  parse,
});

/** The kinds of parameter our lists have. */
export const q = {
  uuid: parser('a UUID', (text) => (isUuid(text) ? text.toLowerCase() : undefined)),
  /** A date is its UTC midnight; a time carries `Z` or an offset. */
  time: parser('a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)', parseTime),
  integer: (min: number, max: number) =>
    parser(`an integer from ${min} to ${max}`, (text) => {
      const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    }),
  /** `maxChars` in UTF-16 code units. */
  text: (maxChars: number) =>
    parser(`1 to ${maxChars} characters`, (text) => (text.length <= maxChars ? text : undefined)),
  oneOf: <Word extends string>(words: readonly Word[]) =>
    parser(`one of ${words.join(', ')}`, (text) => words.find((word) => word === text)),
  /** As `oneOf` in any case; gives the word as it is spelled in `words`. */
  oneOfAnyCase: <Word extends string>(words: readonly Word[]) =>
    parser(`one of ${words.join(', ')}`, (text) => words.find((word) => word.toLowerCase() === text.toLowerCase())),
  /** Several values separated by commas, each once. */
  list: <Value>(item: QueryParser<Value>, maxItems = 100) =>
    parser(`${item.expected}; at most ${maxItems}, separated by commas`, (text) =>
      parseItems(text.split(','), item, maxItems),
    ),
} as const;

function parseItems<Value>(
  texts: readonly string[],
  item: QueryParser<Value>,
  maxItems: number,
): readonly Value[] | undefined {
  if (texts.length > maxItems) return undefined;
  const values = new Set<Value>();
  for (const text of texts) {
    const value = text.trim() === '' ? undefined : item.parse(text.trim());
    if (value === undefined) return undefined;
    values.add(value);
  }
  return [...values];
}
