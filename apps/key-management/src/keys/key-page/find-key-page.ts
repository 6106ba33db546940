import { MAX_COUNTED } from '@latchkey/platform-nest';
import { findCount, findPage } from './find-keys';
import type { Place } from './key-order';
import type { KeyRow } from './key-row';
import type { KeySearch } from './key-search';
import type { Statement } from './statement';
import { type Sample, sample, walkCount, type WalkedRow, walkPage } from './walk-keys';

export interface KeyPage {
  /** One more than the limit if there are more. */
  readonly rows: readonly KeyRow[];
  /** Up to one beyond what is counted; null in cursor mode. */
  readonly total: number | null;
}

export type RunStatement = <Row>(statement: Statement) => Promise<Row[]>;

/** What a page costs does not grow with the number of keys, whatever is searched for: a sample of them tells how to look. */
export const findKeyPage = async (run: RunStatement, search: KeySearch, place: Place): Promise<KeyPage> => {
  const shares = isFiltered(search) ? await sharesIn(run, search) : 'all';
  if (shares !== 'all' && shares.matched < COMMON_ENOUGH_FOR_A_PAGE) return foundPage(run, search, place, shares);
  const [total, rows] = await Promise.all([
    place.page === null ? null : countKeys(run, search, shares),
    walkedPage(run, search, place, shares),
  ]);
  return { total, rows };
};

/** Of what matches, and of what matches by its label, among the keys of the statuses; `all`: there are few, or no filter. */
type Shares = 'all' | { readonly matched: number; readonly labelled: number };

const SAMPLE = 1_000;
const COMMON_ENOUGH_FOR_A_PAGE = 0.005;
/** From this share on, one more than is counted is met sooner on a walk than found by terms. */
const COMMON = 0.06;
/** The same where the walk reads rows, as for merchants, and not the index alone. */
const COMMON_IN_ROWS = 0.2;
/** A label shared by so many is no help in finding the few that match otherwise too. */
const NO_HELP = 0.3;
/** What a walk may cost before it is given up where there is another way: so many entries of the index, or rows for some. */
const MAX_ENTRIES = 150_000;
const ENTRIES_FOR_A_ROW = 15;

const isFiltered = ({ label, merchantIds }: KeySearch): boolean => label !== undefined || merchantIds !== undefined;

const sharesIn = async (run: RunStatement, search: KeySearch): Promise<Shares> => {
  const [{ seen, matched, labelled } = { seen: 0, matched: 0, labelled: 0 }] = await run<Sample>(
    sample(search, SAMPLE),
  );
  return seen < SAMPLE ? 'all' : { matched: matched / seen, labelled: labelled / seen };
};

const countKeys = async (run: RunStatement, search: KeySearch, shares: Shares): Promise<number> => {
  const count = async (statement: Statement) => (await run<{ total: number }>(statement))[0]?.total ?? 0;
  if (shares === 'all' || (search.merchantIds === undefined && shares.matched >= COMMON)) {
    return count(walkCount(search));
  }
  if (search.merchantIds !== undefined && shares.matched >= COMMON_IN_ROWS) {
    const met = await count(walkCount(search, Math.ceil((1.5 * MAX_COUNTED) / shares.matched)));
    if (met > MAX_COUNTED) return met;
    // There are fewer, or they lie elsewhere.
  }
  return count(findCount(search, helpfulPart(search, shares)));
};

const walkedPage = async (run: RunStatement, search: KeySearch, place: Place, shares: Shares): Promise<KeyRow[]> => {
  const walk = (bound?: number) => run<WalkedRow>(walkPage(search, place, bound));
  if (shares === 'all') return walk();
  const met = await walk(boundFor(search, place, shares));
  if ((met[0]?.fewest ?? 0) > place.offset + place.limit) return met;
  // Of a status there are no more, or they lie together somewhere far away. Labels are in the index: it can be walked to its end.
  return search.merchantIds === undefined ? walk() : [...(await foundPage(run, search, place, shares)).rows];
};

const boundFor = (search: KeySearch, place: Place, shares: Exclude<Shares, 'all'>): number => {
  if (search.merchantIds === undefined) return Math.ceil((10 * (place.offset + place.limit + 1)) / shares.matched);
  const rowsForAnEntry = search.label === undefined ? 1 : shares.labelled;
  return Math.ceil(MAX_ENTRIES / (1 + ENTRIES_FOR_A_ROW * rowsForAnEntry));
};

const foundPage = async (
  run: RunStatement,
  search: KeySearch,
  place: Place,
  shares: Exclude<Shares, 'all'>,
): Promise<KeyPage> => {
  type Found = KeyRow & { readonly total: number };
  const rows = await run<Found>(findPage(search, place, helpfulPart(search, shares)));
  return { rows: rows.filter(({ id }) => id !== null), total: place.page === null ? null : (rows[0]?.total ?? 0) };
};

const helpfulPart = (search: KeySearch, { labelled }: Exclude<Shares, 'all'>): KeySearch =>
  search.merchantIds !== undefined && labelled >= NO_HELP ? { ...search, label: undefined } : search;
