import { isUuidV4 } from './ids';

/** Tells whether a JSON value is one of a kind. */
export type Is<Value> = (json: unknown) => json is Value;
export type Members<Data> = { readonly [Name in keyof Data]-?: Is<Data[Name]> };

export const isString = (json: unknown): json is string => typeof json === 'string';
export const isBoolean = (json: unknown): json is boolean => typeof json === 'boolean';
export const isUuid = (json: unknown): json is string => typeof json === 'string' && isUuidV4(json);

export const isOneOf =
  <Value extends string>(values: readonly Value[]): Is<Value> =>
  (json): json is Value =>
    (values as readonly unknown[]).includes(json);

export const isNullOr =
  <Value>(is: Is<Value>): Is<Value | null> =>
  (json): json is Value | null =>
    json === null || is(json);

/** At least one entry, in ascending order, none twice: equal sets have equal bytes. */
export const isSortedSet =
  <Value extends string | number>(is: Is<Value>): Is<readonly Value[]> =>
  (json): json is readonly Value[] =>
    Array.isArray(json) &&
    json.length > 0 &&
    json.every((entry: unknown, at) => is(entry) && (at === 0 || (json[at - 1] as Value) < entry));

export const isWholeNumber =
  (from: number, to: number): Is<number> =>
  (json): json is number =>
    Number.isInteger(json) && (json as number) >= from && (json as number) <= to;

/** Exactly these members. */
export const isObjectOf = <Data extends object>(members: Members<Data>): Is<Data> => {
  const wrongMember = wrongMemberOf(members);
  return (json): json is Data => wrongMember(json) === null;
};

/** Finds the name of a member that is missing, of another kind or not known; `''` for what is no object; null: none. */
export function wrongMemberOf(members: object): (json: unknown) => string | null {
  const checks: [string, Is<unknown>][] = Object.entries(members);
  return (json) => {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return '';
    const record = json as Readonly<Record<string, unknown>>;
    for (const [name, is] of checks) if (!Object.hasOwn(record, name) || !is(record[name])) return name;
    return Object.keys(record).length === checks.length ? null : 'has an unknown member';
  };
}
