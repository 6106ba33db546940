import {
  parseDestinationUrl,
  type AccountEvent,
  type DestinationUrl,
  type OperatingModel,
} from '@latchkey/accounts-domain';
import type { MerchantStatus } from '@latchkey/keys-domain';
import { createDestinationTable, type DestinationTable } from './destination-table';

export interface ForwardUrl {
  readonly text: string;
  /** Null: stored under an older rule, and no destination URL. */
  readonly url: DestinationUrl | null;
}

export interface AccountEntry {
  readonly id: string;
  /** Null until its first event: a key's events may come before its account's. */
  operatingModel: OperatingModel | null;
  ownMerchantId: string | null;
  readonly merchants: Map<string, MerchantStatus>;
  /** Of active merchants that have one. */
  readonly forwardUrls: Map<string, ForwardUrl>;
  readonly destinations: DestinationTable;
}

export interface AccountTable {
  readonly size: number;
  /** The number of the account; makes an entry without a model if there is none. */
  intern(accountId: string): number;
  get(number: number): AccountEntry;
  apply(event: AccountEvent): void;
}

export function createAccountTable(): AccountTable {
  const entries: AccountEntry[] = [];
  const numbers = new Map<string, number>();

  function intern(accountId: string): number {
    const known = numbers.get(accountId);
    if (known !== undefined) return known;
    numbers.set(accountId, entries.length);
    const entry = { id: accountId, operatingModel: null, ownMerchantId: null };
    const tables = { merchants: new Map(), forwardUrls: new Map(), destinations: createDestinationTable() };
    return entries.push({ ...entry, ...tables }) - 1;
  }

  function get(number: number): AccountEntry {
    const entry = entries[number];
    if (entry === undefined) throw new RangeError('no such account');
    return entry;
  }

  return {
    get size() {
      return entries.length;
    },
    intern,
    get,
    apply: (event) => applyToAccount(get(intern(event.data.accountId)), event),
  };
}

function applyToAccount(account: AccountEntry, event: AccountEvent): void {
  switch (event.type) {
    case 'AccountOpened':
    case 'OperatingModelChanged':
      account.operatingModel = event.data.operatingModel;
      return;
    case 'MerchantAdded':
      account.merchants.set(event.data.merchantId, 'active');
      if (event.data.isPrimary) account.ownMerchantId = event.data.merchantId;
      setForwardUrl(account, event.data.merchantId, event.data.paymentForwardUrl);
      return;
    case 'MerchantChanged':
      setForwardUrl(account, event.data.merchantId, event.data.changed.paymentForwardUrl);
      return;
    case 'EncryptionKeyIssued':
      return;
    case 'MerchantRemoved':
      account.merchants.set(event.data.merchantId, 'removed');
      account.forwardUrls.delete(event.data.merchantId);
      return;
    case 'DestinationAllowed':
      account.destinations.allow(event.data);
      return;
    case 'DestinationRemoved':
      account.destinations.remove(event.data.destinationId);
      return;
    default:
      event satisfies never;
  }
}

/** Undefined: it stays as it is. */
function setForwardUrl(account: AccountEntry, merchantId: string, text: string | null | undefined): void {
  if (text === undefined || account.merchants.get(merchantId) !== 'active') return;
  if (text === null) {
    account.forwardUrls.delete(merchantId);
    return;
  }
  const parsed = parseDestinationUrl(text);
  account.forwardUrls.set(merchantId, { text, url: parsed.ok ? parsed.value : null });
}
