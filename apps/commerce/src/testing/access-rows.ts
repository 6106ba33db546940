import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './http';
import type { TestCommerce } from './test-commerce';

/** A row of the table, with the ids of a list as an array. */
export interface AccessRow {
  /** PostgreSQL's bigint arrives as text. */
  readonly ordinal: string;
  readonly id: string;
  readonly key_id: string;
  readonly operation: string;
  readonly token_id: string | null;
  readonly listed: readonly string[] | null;
  readonly request_id: string;
  readonly [column: string]: unknown;
}

/** The records of an account, once nothing is spooled any more. */
export async function accessRows(
  { service, sql }: Pick<TestCommerce, 'service' | 'sql'>,
  accountId: string,
): Promise<AccessRow[]> {
  while ((await spooledBytes(service.adminUrl)) > 0) await sleep(10);
  const text = 'SELECT *, commerce.listed_ids(listed) AS listed FROM commerce.access_records WHERE account_id = $1';
  return sql<AccessRow>(`${text} ORDER BY ordinal`, [accountId]);
}

export async function spooledBytes(adminUrl: string): Promise<number> {
  const { text } = await call(adminUrl, '/metrics');
  const [, bytes] = /^commerce_access_spool_bytes(?:\{.*\})? (\d+)$/m.exec(text) ?? [];
  if (bytes === undefined) throw new Error('there is no such metric');
  return Number(bytes);
}
