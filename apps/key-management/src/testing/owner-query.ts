import { createPool, type QueryResultRow } from '@latchkey/postgres';
import type { TestService } from './test-service';

/** What the service itself may not, or does not, ask its database. */
export const ownerQuery = async <Row extends QueryResultRow>(
  { database }: Pick<TestService, 'database'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
  const pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 });
  try {
    return (await pool.query<Row>(text, [...values])).rows;
  } finally {
    await pool.end();
  }
};
