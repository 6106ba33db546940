/** Fills in `{{schema}}`. Throws unless it is a plain lower-case identifier. */
export const inSchema = (sql: string, schema: string): string => {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new Error('the schema must be a plain lower-case SQL identifier');
  return sql.replaceAll('{{schema}}', schema);
};
