import {
  accountEventFromJson,
  type AccountEvent,
  type EventMetadata,
  type MerchantDetails,
} from '@latchkey/accounts-domain';
import type { RecordedEvent } from '@latchkey/event-store';
import { keyEventFromJson, type KeyEvent } from '@latchkey/keys-domain';

/** A row's new values; members that are absent stay as they are. Named as the columns are. */
type Changed<Row> = { id: string; version: number } & Partial<Row>;

export interface AccountRow {
  name: string;
  operating_model: string;
  created_at: string;
}

export interface MerchantRow {
  account_id: string;
  is_primary: boolean;
  legal_name: string;
  company_city: string | null;
  country_code: string | null;
  website_url: string | null;
  default_currency: string | null;
  payment_forward_url: string | null;
  created_at: string;
  removed_at: string | null;
}

export interface KeyRow {
  account_id: string;
  label: string;
  label_folded: string;
  display: string;
  merchant_ids: readonly string[] | null;
  features: readonly string[] | null;
  replaces: string | null;
  created_at: string;
  created_by_type: string;
  created_by_id: string;
  revoked_at: string | null;
  revoked_by_type: string | null;
  revoked_by_id: string | null;
}

/** What a batch of events comes to: at most one change for each row. */
export interface BatchChanges {
  readonly accounts: ReadonlyMap<string, Changed<AccountRow>>;
  readonly merchants: ReadonlyMap<string, Changed<MerchantRow>>;
  readonly keys: ReadonlyMap<string, Changed<KeyRow>>;
}

/** Pure. Throws for an event that is none of ours: to leave it out would make the lists wrong without a word. */
export const foldBatch = (events: readonly RecordedEvent[]): BatchChanges => {
  const accounts = new Map<string, Changed<AccountRow>>();
  const merchants = new Map<string, Changed<MerchantRow>>();
  const keys = new Map<string, Changed<KeyRow>>();
  for (const recorded of events) {
    const parse = recorded.stream.startsWith('apikey-') ? keyEventFromJson : accountEventFromJson;
    const parsed = parse(recorded.type, recorded.data, recorded.metadata);
    if (!parsed.ok) throw new Error(`event at ${recorded.position}: ${parsed.reason}`);
    apply(parsed.event, recorded.version);
  }
  return { accounts, merchants, keys };

  function apply(event: AccountEvent | KeyEvent, version: number): void {
    const { metadata } = event;
    switch (event.type) {
      case 'AccountOpened': {
        const { accountId, name, operatingModel } = event.data;
        return merge(accounts, accountId, version, {
          name,
          operating_model: operatingModel,
          created_at: metadata.time,
        });
      }
      case 'OperatingModelChanged':
        return merge(accounts, event.data.accountId, version, { operating_model: event.data.operatingModel });
      case 'MerchantAdded': {
        const { accountId, merchantId, isPrimary, ...details } = event.data;
        const row = { account_id: accountId, is_primary: isPrimary, ...detailColumns(details) };
        return merge(merchants, merchantId, version, { ...row, created_at: metadata.time, removed_at: null });
      }
      case 'MerchantChanged':
        return merge(merchants, event.data.merchantId, version, detailColumns(event.data.changed));
      case 'MerchantRemoved':
        return merge(merchants, event.data.merchantId, version, { removed_at: metadata.time });
      case 'KeyCreated':
        return merge(keys, event.data.keyId, version, createdKey(event.data, metadata));
      case 'KeyLabeled':
        return merge(keys, event.data.keyId, version, labelColumns(event.data.label));
      case 'KeyRevoked': {
        const { time, actor } = metadata;
        const revoked = { revoked_at: time, revoked_by_type: actor.type, revoked_by_id: actor.id };
        return merge(keys, event.data.keyId, version, revoked);
      }
      case 'DestinationAllowed':
      case 'DestinationRemoved':
        // Destinations are read from the account's stream.
        return;
      case 'EncryptionKeyIssued':
        // No list shows it.
        return;
    }
  }
};

const merge = <Row>(rows: Map<string, Changed<Row>>, id: string, version: number, change: Partial<Row>): void => {
  const before = rows.get(id);
  rows.set(id, { ...before, ...change, id, version } as Changed<Row>);
};

const createdKey = (
  data: Extract<KeyEvent, { type: 'KeyCreated' }>['data'],
  { time, actor }: EventMetadata,
): KeyRow => ({
  account_id: data.accountId,
  ...labelColumns(data.label),
  display: data.display,
  merchant_ids: data.scope && data.scope.merchantIds,
  features: data.scope && data.scope.features,
  replaces: data.replaces,
  created_at: time,
  created_by_type: actor.type,
  created_by_id: actor.id,
  revoked_at: null,
  revoked_by_type: null,
  revoked_by_id: null,
});

const labelColumns = (label: string) => ({ label, label_folded: foldLabel(label) });

/** The form that labels are sorted and searched by. */
export const foldLabel = (label: string): string => label.normalize('NFC').toLowerCase();

const COLUMNS: Readonly<Record<keyof MerchantDetails, keyof MerchantRow>> = {
  legalName: 'legal_name',
  companyCity: 'company_city',
  countryCode: 'country_code',
  websiteUrl: 'website_url',
  defaultCurrency: 'default_currency',
  paymentForwardUrl: 'payment_forward_url',
};

const detailColumns = (details: Partial<MerchantDetails>): Partial<MerchantRow> =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [COLUMNS[name as keyof MerchantDetails], value]));
