import { type DestinationDetails, type OperatingModel, parseDestinationUrl } from '@latchkey/accounts-domain';
import type { Pool } from '@latchkey/postgres';
import type { AuditedAccount, AuditWish, Edge, Moment } from '@latchkey/replay';
import { parseBigint } from '@latchkey/postgres';
import findTimes from './sql/find-times.sql';
import loadAccount from './sql/load-account.sql';

/** A stretch of the log. `to` null: it has not ended. */
interface Life {
  readonly from: number;
  readonly to: number | null;
}

/** What was true of an account between two places in the log: as much of it as a question is about. */
export interface AccountHistory {
  readonly models: readonly { readonly from: number; readonly model: OperatingModel }[];
  readonly merchants: ReadonlyMap<string, Life>;
  /** Of the merchant that is asked about. */
  readonly forwardUrls: readonly { readonly from: number; readonly url: string | null }[];
  /** Of the host that is asked about. */
  readonly destinations: readonly (Life & { readonly details: DestinationDetails })[];
}

export interface Stretch {
  /** The last event before it; for one moment both are the same. */
  readonly start: number;
  readonly end: number;
}

type AskedAbout = Partial<Pick<AuditWish, 'merchantId' | 'destination'>>;

export const loadAccountHistory = async (
  pool: Pool,
  accountId: string,
  { start, end }: Stretch,
  { merchantId, destination }: AskedAbout = {},
): Promise<AccountHistory> => {
  const { rows } = await pool.query<HistoryRow>({
    name: 'audit_load_account',
    text: loadAccount,
    values: [accountId, start, end, merchantId ?? null, destination?.url.host ?? null],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('no history');
  return {
    models: row.models.map(([from, model]) => ({ from, model })),
    merchants: new Map(row.merchants.map(([id, from, to]) => [id, { from, to }])),
    forwardUrls: row.forward_urls.map(([from, url]) => ({ from, url })),
    destinations: row.destinations.map(([from, to, details]) => ({ from, to, details })),
  };
};

/** As it was after the event of that ordinal; null: not open yet. */
export const accountAt = (history: AccountHistory, asked: AskedAbout, ordinal: number): AuditedAccount | null => {
  const model = history.models.findLast(({ from }) => from <= ordinal)?.model;
  if (model === undefined) return null;
  const statusOf = (id: string) => {
    const merchant = history.merchants.get(id);
    if (merchant === undefined || merchant.from > ordinal) return undefined;
    return lives(merchant, ordinal) ? ('active' as const) : ('removed' as const);
  };
  return {
    operatingModel: model,
    merchants: { get: statusOf },
    destinations: {
      of: () => history.destinations.filter((life) => lives(life, ordinal)).map(({ details }) => details),
    },
    forwardUrls: {
      get: (id) => {
        const url = history.forwardUrls.findLast(({ from }) => from <= ordinal)?.url ?? null;
        if (id !== asked.merchantId || url === null || statusOf(id) !== 'active') return undefined;
        const parsed = parseDestinationUrl(url);
        return { url: parsed.ok ? parsed.value : null };
      },
    },
  };
};

/** The moments of the stretch at which the answer may become another one. */
export const momentsOf = async (
  pool: Pool,
  history: AccountHistory,
  { start, end }: Stretch,
  wish: AuditWish,
): Promise<Moment[]> => {
  const ordinals = changesIn(history, wish).filter((ordinal) => ordinal > start && ordinal <= end);
  const { rows } = await pool.query<{ ordinal: string; effective_at: Date }>({
    name: 'audit_find_times',
    text: findTimes,
    values: [ordinals],
  });
  const edges = rows
    .map(({ ordinal, effective_at }): Edge => ({ ordinal: parseBigint(ordinal), at: effective_at.toISOString() }))
    .sort((a, b) => a.ordinal - b.ordinal);
  return [
    { since: null, account: accountAt(history, wish, start) },
    ...edges.map((since) => ({ since, account: accountAt(history, wish, since.ordinal) })),
  ];
};

const changesIn = (history: AccountHistory, { merchantId, destination }: AuditWish): number[] => {
  const merchants = [...history.merchants].filter(([id]) =>
    merchantId === undefined ? destination !== undefined : id === merchantId,
  );
  const ends = ({ from, to }: Life) => (to === null ? [from] : [from, to]);
  return [
    ...history.models.map(({ from }) => from),
    ...(destination === undefined ? [] : history.forwardUrls.map(({ from }) => from)),
    ...merchants.flatMap(([, life]) => ends(life)),
    ...history.destinations.flatMap(ends),
  ];
};

const lives = ({ from, to }: Life, ordinal: number): boolean => from <= ordinal && (to === null || to > ordinal);

interface HistoryRow {
  readonly models: readonly [number, OperatingModel][];
  readonly merchants: readonly [string, number, number | null][];
  readonly forward_urls: readonly [number, string | null][];
  readonly destinations: readonly [number, number | null, DestinationDetails][];
}
