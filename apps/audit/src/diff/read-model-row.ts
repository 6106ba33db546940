/** The tables that key-management's projector makes of the log, and what of them comes out of the log alone. */
export const TABLES = {
  accounts: ['id', 'name', 'operating_model', 'created_at', 'version'],
  merchants: [
    ...['id', 'account_id', 'is_primary', 'legal_name', 'company_city', 'country_code', 'website_url'],
    ...['default_currency', 'payment_forward_url', 'created_at', 'removed_at', 'version'],
  ],
  api_keys: [
    ...['id', 'account_id', 'label', 'label_folded', 'display', 'merchant_ids', 'features', 'replaces', 'created_at'],
    ...['created_by_type', 'created_by_id', 'revoked_at', 'revoked_by_type', 'revoked_by_id', 'version'],
  ],
  /** When a key was used is not in the log. */
  api_key_uses: ['key_id', 'account_id', 'revoked', 'label_folded'],
} as const;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[]; // the members of the object just above

export type Value = string | number | boolean | null | readonly string[];
/** Named as the columns are; times in ISO 8601, UTC, to the microsecond. */
export type Row = Readonly<Record<string, Value>>;

export const idColumn = (table: TableName): string => TABLES[table][0];

/** The same text for equal rows. */
export const rowText = (table: TableName, row: Row): string =>
  JSON.stringify(TABLES[table].map((column) => row[column] ?? null));

export const rowFromText = (table: TableName, text: string): Row => {
  const values = JSON.parse(text) as Value[]; // `rowText` made it
  return Object.fromEntries(TABLES[table].map((column, index) => [column, values[index] ?? null]));
};
