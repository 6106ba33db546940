import { fieldName, type FieldError } from '@latchkey/platform';
import { readExpression, type Expression } from './expression';
import { UNWRAP } from './filters';
import { MAX_ERRORS, MAX_PLACEHOLDERS } from './limits';
import { createTemplate, refused, type Hole, type ParsedTemplate } from './template';

/** Gathers what a parser finds in `text`, from its start to its end. A path is only made if somebody asks for it. */
export interface TemplateBuilder {
  /** `inner` is what stands between the braces. Null if that is no placeholder, which is noted. */
  read(inner: string, path: () => string): Expression | null;
  /** The text from `start` to `end` makes room for a value. */
  put(start: number, end: number, hole: Omit<Hole, 'field'> & { readonly path: () => string }): void;
  refuse(path: () => string, message: string): void;
  /** So many placeholders or faults that it is of no use to go on. */
  readonly full: boolean;
  finish(): ParsedTemplate;
}

export const NOT_CLOSED = 'a placeholder is not closed';
const NOT_APART =
  'this placeholder must not stand beside a letter, a digit or another placeholder, and takes no filter but unwrap';
export const NOT_IN_NAMES = 'placeholders stand in values, not in names';

export interface KnownNames {
  readonly placeholders: ReadonlySet<string>;
  readonly apart: ReadonlySet<string>;
}

export function createTemplateBuilder(text: string, known: KnownNames): TemplateBuilder {
  const parts: (string | Hole)[] = [];
  const errors: FieldError[] = [];
  let placeholders = 0;
  let copied = 0;
  return {
    read(inner, path) {
      placeholders++;
      const { expression, message } = readExpression(inner, known.placeholders);
      if (message !== undefined) refuse(path, message);
      return expression ?? null;
    },
    put(start, end, { expression, encode, path }) {
      parts.push(text.slice(copied, start), { expression, encode, field: () => fieldName(path()) });
      copied = end;
    },
    refuse,
    get full() {
      return placeholders > MAX_PLACEHOLDERS || errors.length >= MAX_ERRORS;
    },
    finish() {
      if (placeholders > MAX_PLACEHOLDERS) {
        errors.unshift({ field: '', message: `has more than ${MAX_PLACEHOLDERS} placeholders` });
      }
      const all = [...parts, text.slice(copied)];
      for (const hole of notApart(all, known.apart)) errors.push({ field: hole.field(), message: NOT_APART });
      if (errors.length > 0) return refused('invalid_template', errors.slice(0, MAX_ERRORS));
      return { ok: true, template: createTemplate(all) };
    },
  };

  function refuse(path: () => string, message: string) {
    errors.push({ field: fieldName(path()), message });
  }
}

/** Holes and text in turn, text at both ends. A part of a short value, which a filter would make, is shorter still. */
function notApart(parts: readonly (string | Hole)[], apart: ReadonlySet<string>): Hole[] {
  const touches = (index: number, side: RegExp): boolean => {
    const text = parts[index];
    // No text between two holes: they touch each other.
    return typeof text === 'string' && (text === '' ? index > 0 && index < parts.length - 1 : side.test(text));
  };
  return parts.filter(
    (part, index): part is Hole =>
      typeof part !== 'string' &&
      apart.has(part.expression.name) &&
      (touches(index - 1, /[A-Za-z0-9]$/) ||
        touches(index + 1, /^[A-Za-z0-9]/) ||
        part.expression.filters.some(({ name }) => name !== UNWRAP)),
  );
}
