import { echo } from './echo';
import { FILTERS, UNWRAP, type Filter } from './filters';
import { MAX_EXPRESSION_CHARS } from './limits';
import { type TemplateValues } from './template-values';

/** What stands between the braces: a name and what is to be done with its value, in this order. */
export interface Expression {
  readonly name: string;
  readonly filters: readonly { readonly name: string; readonly apply: Filter }[];
  /** The last filter is `unwrap`: what comes out is a JSON number. */
  readonly unwrapped: boolean;
}

/** `message`: why it is none; shows no more of it than is safe. */
export type ReadExpression =
  | { readonly expression: Expression; readonly message?: undefined }
  | { readonly expression?: undefined; readonly message: string };

/** One word, with any of JSON's white space around it. */
const WORD = /^[ \t\r\n]*([A-Za-z0-9_]+)[ \t\r\n]*$/;

export function readExpression(text: string, known: ReadonlySet<string>): ReadExpression {
  if (text.length > MAX_EXPRESSION_CHARS) return malformed(text);
  const [name, ...filterNames] = text.split('|').map((word) => WORD.exec(word)?.[1]);
  if (name === undefined) return malformed(text);
  if (!known.has(name)) return { message: `the placeholder ${echo(name)} is not known; known are ${listOf(known)}` };
  const filters: { readonly name: string; readonly apply: Filter }[] = [];
  for (const [index, filterName] of filterNames.entries()) {
    if (filterName === undefined) return malformed(text);
    const apply = FILTERS.get(filterName);
    if (apply === undefined) {
      return {
        message: `the filter ${echo(filterName)} of ${echo(name)} is not known; known are ${listOf(FILTERS.keys())}`,
      };
    }
    if (filterName === UNWRAP && index < filterNames.length - 1) {
      return { message: `${UNWRAP} is not the last filter of ${echo(name)}` };
    }
    filters.push({ name: filterName, apply });
  }
  return { expression: { name, filters, unwrapped: filters.at(-1)?.name === UNWRAP } };
}

/** The text to insert, or why there is none: a message without the value. */
export function evaluate(
  { name, filters }: Expression,
  values: TemplateValues,
): { readonly text: string; readonly message?: undefined } | { readonly text?: undefined; readonly message: string } {
  let text = Object.hasOwn(values, name) ? textOf(values[name]) : null;
  if (text === null) return { message: `there is no value for ${echo(name)}` };
  for (const filter of filters) {
    text = filter.apply(text);
    if (text === null) return { message: `the filter ${filter.name} does not fit the value of ${echo(name)}` };
  }
  return { text };
}

function textOf(value: TemplateValues[string]): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return value ?? null;
}

const listOf = (names: Iterable<string>): string => [...names].join(', ');

const malformed = (text: string): ReadExpression => ({ message: `malformed placeholder: ${echo(text)}` });
