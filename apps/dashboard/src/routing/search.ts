/** Plain query parameters, as people write and share them. Of one that is repeated, the first counts. */
export function parseSearch(search: string): Record<string, string> {
  const parsed: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (!Object.hasOwn(parsed, name)) parsed[name] = value;
  }
  return parsed;
}

/** For `validateSearch`: the router itself would leave in what the parser leaves out. */
export const onlyWhatIsParsed =
  <Search extends object>(parse: (search: Record<string, unknown>) => Search) =>
  (search: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
    ...parse(search),
  });

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
