import { type ParsedTemplate } from './template';
import {
  createTemplateBuilder,
  NOT_CLOSED,
  NOT_IN_NAMES,
  type TemplateBuilder,
  type KnownNames,
} from './template-builder';

/** Two braces written alike; one raw and one encoded are text, which is how two braces get into a value as they are. */
const OPEN = /\{\{|%7B%7B/gi;
const CLOSE = /(?:\}|%7D){2}/gi;
const ENCODED_ASCII = /%[0-7][0-9a-f]/gi;
/** With the first digits of a value it would become another character. */
const CUT_OFF_ESCAPE = /%[0-9a-f]?$/i;
/** What a name's path may show is far shorter. */
const MAX_NAME_CHARS = 2_400;

/** Fields as the WHATWG's URL standard parses them: between `&`, the name up to the first `=`. */
export function parseFormTemplate(text: string, known: KnownNames): ParsedTemplate {
  const builder = createTemplateBuilder(text, known);
  for (let start = 0; start < text.length && !builder.full;) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand === -1 ? text.length : ampersand;
    fillField(text.slice(start, end), start, builder);
    start = end + 1;
  }
  return builder.finish();
}

function fillField(field: string, start: number, builder: TemplateBuilder): void {
  let open: Span | null = find(OPEN, field, 0);
  if (open === null) return;
  const equals = field.indexOf('=');
  const name = equals === -1 ? field : field.slice(0, equals);
  const path = () => nameOf(name);
  if (open.start < name.length) return builder.refuse(path, NOT_IN_NAMES);
  for (let copied = name.length; open !== null && !builder.full; open = find(OPEN, field, copied)) {
    const close = find(CLOSE, field, open.end);
    if (close === null) return builder.refuse(path, NOT_CLOSED);
    if (CUT_OFF_ESCAPE.test(field.slice(Math.max(copied, open.start - 2), open.start))) {
      return builder.refuse(path, 'an incomplete percent-escape stands before a placeholder');
    }
    const expression = builder.read(decode(field.slice(open.end, close.start)), path);
    // What follows a fault is anybody's guess.
    if (expression === null) return;
    builder.put(start + open.start, start + close.end, { expression, encode, path });
    copied = close.end;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function find(pattern: RegExp, text: string, from: number): Span | null {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match && { start: match.index, end: pattern.lastIndex };
}

/** What a placeholder may hold; everything else stays as it is and is refused. */
const decode = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replace(ENCODED_ASCII, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));

/** All but letters, digits and `-._`. A lone surrogate, which no UTF-8 can say, becomes U+FFFD. */
const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const nameOf = (name: string): string => new URLSearchParams(`name=${name.slice(0, MAX_NAME_CHARS)}`).get('name') ?? '';
