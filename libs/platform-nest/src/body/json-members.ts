import { fieldName, Problem } from '@latchkey/platform';
import { unknownMember } from './body-outcome';

const MAX_DEPTH = 32;

interface Place {
  readonly value: object;
  readonly path: string;
  readonly depth: number;
}

/**
 * What no body of ours may hold, wherever it stands: `__proto__` and `constructor` with a `prototype` (422, as unknown
 * members), and nesting so deep that whoever walks it later would run out of stack (400). Returns the problem, if any.
 */
export function faultOfMembers(body: object): Problem | undefined {
  const places: Place[] = [{ value: body, path: '', depth: 1 }];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path, depth } = place;
    if (depth > MAX_DEPTH)
      return new Problem('malformed_body', { detail: `The body is nested more than ${MAX_DEPTH} deep.` });
    for (const [name, member] of Object.entries(value)) {
      const memberPath = path === '' ? name : `${path}.${name}`;
      if (poisons(name, member))
        return new Problem('validation_failed', { errors: [unknownMember(fieldName(memberPath))] });
      if (typeof member === 'object' && member !== null)
        places.push({ value: member, path: memberPath, depth: depth + 1 });
    }
  }
  return undefined;
}

function poisons(name: string, member: unknown): boolean {
  if (name === '__proto__') return true;
  return name === 'constructor' && typeof member === 'object' && member !== null && Object.hasOwn(member, 'prototype');
}
