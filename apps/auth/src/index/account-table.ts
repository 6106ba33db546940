import type { AccountEvent, DestinationDetails, OperatingModel } from '@latchkey/accounts-domain';

export type MerchantStatus = 'active' | 'removed';

export interface AccountEntry {
  readonly id: string;
  /** Null until its first event: a key's events may come before its account's. */
  operatingModel: OperatingModel | null;
  ownMerchantId: string | null;
  readonly merchants: Map<string, MerchantStatus>;
  /** For forwarding, which asks about destinations later. */
  readonly destinations: Map<string, DestinationDetails>;
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
    return entries.push({ ...entry, merchants: new Map(), destinations: new Map() }) - 1;
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
      return;
    case 'MerchantChanged':
    case 'EncryptionKeyIssued':
      return;
    case 'MerchantRemoved':
      account.merchants.set(event.data.merchantId, 'removed');
      return;
    case 'DestinationAllowed':
      account.destinations.set(event.data.destinationId, event.data);
      return;
    case 'DestinationRemoved':
      account.destinations.delete(event.data.destinationId);
      return;
    default:
      event satisfies never;
  }
}
