import createRecords from './sql/001-idempotency-records.sql';

/**
 * The SQL that makes the table `<schema>.idempotency_records`. The schema must exist. The service's role needs SELECT,
 * INSERT, UPDATE and DELETE on the table.
 */
export const idempotencyMigration = (schema: string): string => inSchema(createRecords, schema);

/** Fills in `{{schema}}`. Throws unless it is a plain lower-case identifier. */
export const inSchema = (sql: string, schema: string): string => {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error('the schema must be a plain lower-case SQL identifier');
  return sql.replaceAll('{{schema}}', schema);
};
