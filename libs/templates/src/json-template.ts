import { fieldName } from '@latchkey/platform';
import { jsonPath } from './json-path';
import { scanJson, type JsonPlace, type JsonVisitor } from './json-scanner';
import { refused, type ParsedTemplate } from './template';
import {
  createTemplateBuilder,
  NOT_CLOSED,
  NOT_IN_NAMES,
  type TemplateBuilder,
  type KnownNames,
} from './template-builder';

const OPEN = '{{';
const CLOSE = '}}';

/**
 * Placeholders stand in strings and where a value stands. Braces that are written as escapes are never read as any: that is
 * how two braces get into a text as they are.
 */
export function parseJsonTemplate(text: string, known: KnownNames): ParsedTemplate {
  const builder = createTemplateBuilder(text, known);
  const scan = scanJson(text, visitorFor(text, builder));
  if (scan.outcome === 'fault') {
    return refused('malformed_body', [{ field: fieldName(jsonPath(scan.steps)), message: scan.message }]);
  }
  return builder.finish();
}

function visitorFor(text: string, builder: TemplateBuilder): JsonVisitor {
  return {
    name({ start, end, steps }) {
      if (text.slice(start, end).includes(OPEN)) builder.refuse(pathTo(steps), NOT_IN_NAMES);
      return !builder.full;
    },
    string(place) {
      // A slice of its own: to look for braces in the whole text would find those of the strings that follow.
      const raw = text.slice(place.start, place.end);
      if (raw.includes(OPEN)) fillString(raw, place, builder);
      return !builder.full;
    },
    placeholder({ start, steps }) {
      const path = pathTo(steps);
      const close = text.indexOf(CLOSE, start + OPEN.length);
      if (close === -1) {
        builder.refuse(path, NOT_CLOSED);
        return null;
      }
      const end = close + CLOSE.length;
      const expression = builder.read(text.slice(start + OPEN.length, close), path);
      if (expression !== null) {
        builder.put(start, end, { expression, encode: expression.unwrapped ? asIs : jsonString, path });
      }
      return builder.full ? null : end;
    },
  };
}

/** `"… {{ name }} …"`; and `"{{ name | unwrap }}"`, of which the quotation marks make room for the number too. */
function fillString(raw: string, { start, steps }: JsonPlace, builder: TemplateBuilder): void {
  const path = pathTo(steps);
  for (let open = raw.indexOf(OPEN); open !== -1 && !builder.full;) {
    const close = raw.indexOf(CLOSE, open + OPEN.length);
    if (close === -1) return builder.refuse(path, NOT_CLOSED);
    const expression = builder.read(raw.slice(open + OPEN.length, close), path);
    // What follows a fault is anybody's guess.
    if (expression === null) return;
    const end = close + CLOSE.length;
    const alone = open === 0 && end === raw.length;
    if (alone && expression.unwrapped) builder.put(start - 1, start + end + 1, { expression, encode: asIs, path });
    else builder.put(start + open, start + end, { expression, encode: insideJsonString, path });
    open = raw.indexOf(OPEN, end);
  }
}

/** The scanner goes on with its own steps: these are a copy. */
function pathTo(steps: JsonPlace['steps']): () => string {
  const kept = [...steps];
  return () => jsonPath(kept);
}

const asIs = (text: string): string => text;

const jsonString = (text: string): string => JSON.stringify(text);

const insideJsonString = (text: string): string => JSON.stringify(text).slice(1, -1);
