/** A member's name as it is written, between its quotation marks, or an element's number. */
export type JsonStep = string | number;

/** No more of a path is ever looked at; a hostile one can be as long as the body. */
const MAX_CHARS = 400;
/** Written with escapes alone, a name takes six times as much. */
const MAX_RAW_CHARS = 6 * MAX_CHARS;
const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/g;

/** `items.0.name`, not yet fit to be shown: see `fieldName`. */
export function jsonPath(steps: readonly JsonStep[]): string {
  let path = '';
  for (const [index, step] of steps.entries()) {
    if (path.length > MAX_CHARS) break;
    path += (index === 0 ? '' : '.') + (typeof step === 'number' ? step : nameOf(step));
  }
  return path;
}

const nameOf = (raw: string): string =>
  raw.slice(0, MAX_RAW_CHARS).replace(ESCAPE, (escape) => JSON.parse(`"${escape}"`));
