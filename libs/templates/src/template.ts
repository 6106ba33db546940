import { type FieldError } from '@latchkey/platform';
import { evaluate, type Expression } from './expression';
import { MAX_ERRORS, MAX_RENDERED_BYTES } from './limits';
import { type TemplateValues } from './template-values';

/** `reason` is the classifier of the problem that it is to the caller of the service. */
export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | {
      readonly ok: false;
      readonly reason: 'malformed_body' | 'invalid_template' | 'payload_too_large';
      readonly errors: FieldError[];
    };

export type Rendered =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly reason: 'value_missing' | 'payload_too_large'; readonly missing: FieldError[] };

export interface Template {
  /** The names in use: nothing else needs to be decrypted. */
  readonly placeholders: ReadonlySet<string>;
  /** Those of which a number is made. */
  readonly unwrapped: ReadonlySet<string>;
  /** No error ever holds a value. */
  render(values: TemplateValues): Rendered;
}

/** Where a value goes. */
export interface Hole {
  readonly expression: Expression;
  readonly encode: (text: string) => string;
  /** As it may be shown. */
  readonly field: () => string;
}

/** `parts`: the template's own text, to be sent as it is, and the holes in it. */
export function createTemplate(parts: readonly (string | Hole)[]): Template {
  const holes = parts.filter((part) => typeof part !== 'string');
  return {
    placeholders: new Set(holes.map(({ expression }) => expression.name)),
    unwrapped: new Set(holes.filter(({ expression }) => expression.unwrapped).map(({ expression }) => expression.name)),
    render(values) {
      const missing = missingIn(holes, values);
      return missing.length > 0 ? { ok: false, reason: 'value_missing', missing } : fill(parts, values);
    },
  };
}

export const refused = (
  reason: Extract<ParsedTemplate, { ok: false }>['reason'],
  errors: FieldError[],
): ParsedTemplate => ({ ok: false, reason, errors });

function missingIn(holes: readonly Hole[], values: TemplateValues): FieldError[] {
  const missing: FieldError[] = [];
  for (const { expression, field } of holes) {
    const { message } = evaluate(expression, values);
    if (message !== undefined && missing.length < MAX_ERRORS) missing.push({ field: field(), message });
  }
  return missing;
}

function fill(parts: readonly (string | Hole)[], values: TemplateValues): Rendered {
  const pieces: string[] = [];
  let bytes = 0;
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : part.encode(evaluate(part.expression, values).text ?? '');
    bytes += Buffer.byteLength(piece);
    // At once: a thousand placeholders for a long value would first fill the memory.
    if (bytes > MAX_RENDERED_BYTES) return tooLarge();
    pieces.push(piece);
  }
  return { ok: true, body: Buffer.from(pieces.join('')) };
}

const tooLarge = (): Rendered => ({
  ok: false,
  reason: 'payload_too_large',
  missing: [{ field: '', message: `is larger than ${MAX_RENDERED_BYTES} bytes with its values in place` }],
});
