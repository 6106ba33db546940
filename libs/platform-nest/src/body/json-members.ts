import { fieldName, Problem } from '@latchkey/platform';

const MAX_DEPTH = 32;
/** Far more than any call of ours needs; validation looks at each and must not hold up everybody else. */
const MAX_VALUES = 20_000;

/** Names that reach into what objects are made of; as members they are unknown to every DTO of ours. */
const HOSTILE = new Set(['__proto__', 'constructor']);

interface Place {
  readonly value: object;
  readonly path: string;
  readonly depth: number;
}

/**
 * What no body of ours may hold, wherever it stands: `__proto__` and `constructor` (422, as unknown members), nesting so
 * deep that whoever walks it later would run out of stack (400), more values than can be looked at in passing (413).
 * Returns the problem, if any.
 */
export function faultOfMembers(body: object): Problem | undefined {
  const places: Place[] = [{ value: body, path: '', depth: 1 }];
  let values = 0;
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path, depth } = place;
    if (depth > MAX_DEPTH) return tooDeep();
    const names = Object.keys(value);
    values += names.length;
    if (values > MAX_VALUES) return tooMany();
    for (const name of names) {
      if (HOSTILE.has(name)) return unknownMember(pathOf(path, name));
      const member: unknown = Reflect.get(value, name);
      if (typeof member === 'object' && member !== null) {
        places.push({ value: member, path: pathOf(path, name), depth: depth + 1 });
      }
    }
  }
  return undefined;
}

const pathOf = (parent: string, name: string): string => (parent === '' ? name : `${parent}.${name}`);

const unknownMember = (path: string): Problem =>
  new Problem('validation_failed', { errors: [{ field: fieldName(path), message: 'is not known' }] });

const tooDeep = (): Problem =>
  new Problem('malformed_body', { detail: `The body is nested more than ${MAX_DEPTH} deep.` });

const tooMany = (): Problem =>
  new Problem('payload_too_large', { detail: `The body holds more than ${MAX_VALUES} values.` });
