import type { JsonObject, JsonValue } from '@latchkey/event-store';
import type { PublicEvent } from '@latchkey/seals';
import type { Row, TableName, Value } from './read-model-row';

/** Where rows are kept while the log goes by. */
export interface RowStore {
  get(table: TableName, id: string): Row | undefined;
  put(table: TableName, id: string, row: Row): void;
}

/** What the log says each row must be, written down apart from the code of the projector, so that both would have to be wrong. */
export function applyToRows(rows: RowStore, { type, data, metadata, version }: PublicEvent): void {
  const text = (member: string): string => String(data[member]);
  const time = micro(metadata['time']);
  const change = (table: TableName, id: string, changed: Row): void => {
    const before = rows.get(table, id);
    if (before) rows.put(table, id, { ...before, ...changed });
  };
  switch (type) {
    case 'AccountOpened': {
      const row = { id: text('accountId'), name: text('name'), operating_model: text('operatingModel') };
      return rows.put('accounts', row.id, { ...row, created_at: time, version });
    }
    case 'OperatingModelChanged':
      return change('accounts', text('accountId'), { operating_model: text('operatingModel'), version });
    case 'MerchantAdded': {
      const row = { id: text('merchantId'), account_id: text('accountId'), is_primary: data['isPrimary'] === true };
      return rows.put('merchants', row.id, { ...row, ...details(data), created_at: time, removed_at: null, version });
    }
    case 'MerchantChanged':
      return change('merchants', text('merchantId'), { ...details(data['changed'] as JsonObject), version });
    case 'MerchantRemoved':
      return change('merchants', text('merchantId'), { removed_at: time, version });
    case 'KeyCreated':
      return createKey(rows, data, metadata, version);
    case 'KeyLabeled': {
      const folded = { label_folded: fold(text('label')) };
      change('api_key_uses', text('keyId'), folded);
      return change('api_keys', text('keyId'), { label: text('label'), ...folded, version });
    }
    case 'KeyRevoked': {
      const [revoked_by_type, revoked_by_id] = actor(metadata);
      change('api_key_uses', text('keyId'), { revoked: true });
      return change('api_keys', text('keyId'), { revoked_at: time, revoked_by_type, revoked_by_id, version });
    }
  }
}

function createKey(rows: RowStore, data: JsonObject, metadata: JsonObject, version: number): void {
  const [created_by_type, created_by_id] = actor(metadata);
  const scope = data['scope'] as JsonObject | null;
  const [id, account_id, label] = [String(data['keyId']), String(data['accountId']), String(data['label'])];
  rows.put('api_keys', id, {
    ...{ id, account_id, label, label_folded: fold(label), display: String(data['display']) },
    merchant_ids: scope && (scope['merchantIds'] as string[]),
    features: scope && (scope['features'] as string[]),
    replaces: data['replaces'] as string | null,
    ...{ created_at: micro(metadata['time']), created_by_type, created_by_id },
    ...{ revoked_at: null, revoked_by_type: null, revoked_by_id: null, version },
  });
  rows.put('api_key_uses', id, { key_id: id, account_id, revoked: false, label_folded: fold(label) });
}

const DETAILS: Readonly<Record<string, string>> = {
  legalName: 'legal_name',
  companyCity: 'company_city',
  countryCode: 'country_code',
  websiteUrl: 'website_url',
  defaultCurrency: 'default_currency',
  paymentForwardUrl: 'payment_forward_url',
};

const details = (data: JsonObject): Row =>
  Object.fromEntries(
    Object.entries(DETAILS).flatMap(([member, column]) => (member in data ? [[column, data[member] as Value]] : [])),
  );

const actor = (metadata: JsonObject): [string, string] => {
  const { type, id } = metadata['actor'] as { type: string; id: string }; // the event was parsed before
  return [type, id];
};

const fold = (label: string): string => label.normalize('NFC').toLowerCase();

/** As PostgreSQL writes it out: times in events have milliseconds. */
const micro = (time: JsonValue | undefined): string => String(time).replace(/Z$/, '000Z');
