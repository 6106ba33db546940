/** As much of a consumed record as the check needs. */
export interface SeenRecord {
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PublishedCheck {
  /** In words; empty when everything arrived, first occurrences in order and without a hole. */
  readonly problems: readonly string[];
  readonly repeats: number;
}

/** `expected`: by record key how many events its stream has. `records` of each key in the order in which they arrived. */
export const checkPublished = (
  records: Iterable<SeenRecord>,
  expected: ReadonlyMap<string, number>,
): PublishedCheck => {
  const next = new Map<string, number>();
  const problems: string[] = [];
  let repeats = 0;
  for (const { key, headers } of records) {
    const version = Number(headers['ce_streamversion']);
    const wanted = next.get(key ?? '') ?? 0;
    if (version > wanted) problems.push(`${key} has version ${version} where ${wanted} should be`);
    if (version < wanted) repeats++;
    else next.set(key ?? '', version + 1);
  }
  for (const [key, count] of expected) {
    if (next.get(key) !== count) problems.push(`${key} has ${next.get(key) ?? 0} of ${count} events`);
  }
  for (const key of next.keys()) if (!expected.has(key)) problems.push(`${key} is not known`);
  return { problems, repeats };
};
