import { type JsonStep } from './json-path';
import { MAX_NESTING } from './limits';

/** Between quotation marks, or from the first brace of a placeholder on. `steps` is only good until the call returns. */
export interface JsonPlace {
  readonly start: number;
  readonly end: number;
  readonly steps: readonly JsonStep[];
}

/** Each may end the scan. */
export interface JsonVisitor {
  name(place: JsonPlace): boolean;
  string(place: JsonPlace): boolean;
  /** Two braces where a value should stand, which no JSON has. Returns where what they begin ends, or null to end the scan. */
  placeholder(place: JsonPlace): number | null;
}

export type JsonScan =
  | { readonly outcome: 'complete' | 'ended' }
  | { readonly outcome: 'fault'; readonly steps: readonly JsonStep[]; readonly message: string };

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;

/**
 * Walks over one JSON text (RFC 8259) from left to right without making anything of it: takes what `JSON.parse` takes, up to
 * `MAX_NESTING`, and placeholders besides. Calls itself for each level, which the limit on them keeps from the stack's end.
 */
export function scanJson(text: string, visitor: JsonVisitor): JsonScan {
  const steps: JsonStep[] = [];
  let at = 0;
  let scan: JsonScan = { outcome: 'complete' };

  skipSpace();
  if (value()) {
    skipSpace();
    if (at < text.length) notJson();
  }
  return scan;

  function value(): boolean {
    switch (text[at]) {
      case '{':
        return text[at + 1] === '{' ? placeholder() : items('}', member);
      case '[':
        return items(']', element);
      case '"':
        return string((place) => visitor.string(place));
      case 't':
        return word('true');
      case 'f':
        return word('false');
      case 'n':
        return word('null');
      default:
        return number();
    }
  }

  function items(close: string, item: (index: number) => boolean): boolean {
    if (steps.length >= MAX_NESTING) return fault(`is nested more than ${MAX_NESTING} deep`);
    at++;
    skipSpace();
    // After a comma there must be another item: only at the first may the end come instead.
    for (let index = 0; index > 0 || text[at] !== close; index++) {
      if (!item(index)) return false;
      steps.pop();
      skipSpace();
      if (text[at] === close) break;
      if (text[at] !== ',') return notJson();
      at++;
      skipSpace();
    }
    at++;
    return true;
  }

  function element(index: number): boolean {
    steps.push(index);
    return value();
  }

  function member(): boolean {
    if (text[at] !== '"') return notJson();
    if (!string(named)) return false;
    skipSpace();
    if (text[at] !== ':') return notJson();
    at++;
    skipSpace();
    return value();
  }

  function named(place: JsonPlace): boolean {
    steps.push(text.slice(place.start, place.end));
    return visitor.name(place);
  }

  function string(visit: (place: JsonPlace) => boolean): boolean {
    const start = at + 1;
    for (at = start; ;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        if (!match(ESCAPE)) return notJson();
      } else if (code >= FIRST_PRINTABLE) at++;
      // At the end of the text it is NaN.
      else return notJson();
    }
    return visit({ start, end: at++, steps }) || ended();
  }

  function placeholder(): boolean {
    const end = visitor.placeholder({ start: at, end: text.length, steps });
    if (end === null) return ended();
    at = end;
    return true;
  }

  function word(expected: string): boolean {
    if (!text.startsWith(expected, at)) return notJson();
    at += expected.length;
    return true;
  }

  function number(): boolean {
    return match(NUMBER) || notJson();
  }

  function match(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  }

  function skipSpace() {
    for (let c = text[at]; c === ' ' || c === '\n' || c === '\r' || c === '\t'; c = text[++at]);
  }

  function ended(): false {
    scan = { outcome: 'ended' };
    return false;
  }

  function notJson(): false {
    return fault(`is not JSON at character ${at + 1}`);
  }

  function fault(message: string): false {
    scan = { outcome: 'fault', steps: [...steps], message };
    return false;
  }
}
