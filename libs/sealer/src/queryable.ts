import type { Pool } from '@latchkey/postgres';
import type { LogPlace } from './log-place';
import { inSchema } from './in-schema';

/** A client within a transaction, or a pool. */
export type Queryable = Pick<Pool, 'query'>;

/** A named statement about one tree: its first two parameters are the log and its id. */
export const treeStatement =
  (name: string, sql: string) =>
  async <Row extends object>(client: Queryable, place: LogPlace, ...values: readonly unknown[]): Promise<Row[]> => {
    const text = inSchema(sql, place.schema);
    const statement = { name: `${place.schema}_${name}`, text, values: [place.log, place.logId, ...values] };
    return (await client.query<Row>(statement)).rows;
  };
