import type { AccountEvent, Actor } from '@latchkey/accounts-domain';
import type { PublicKeyEvent } from '@latchkey/keys-domain';
import { readReplayed, UnreplayableEvent } from '@latchkey/replay';
import type { AuditEntry } from './audit-index';

/** Rows by table, named as the columns are. */
export interface BegunRows {
  readonly unreadable: number[];
  readonly models: object[];
  readonly merchants: object[];
  readonly forward_urls: object[];
  readonly destinations: object[];
  readonly keys: object[];
}
export interface EndedRows {
  readonly merchants: object[];
  readonly destinations: object[];
  readonly keys: object[];
}

/** What begins and what ends with a batch of events. Pure. Nothing is left out: what cannot be read is noted as such. */
export function auditRows(entries: readonly AuditEntry[]): { readonly begun: BegunRows; readonly ended: EndedRows } {
  const begun: BegunRows = { unreadable: [], models: [], merchants: [], forward_urls: [], destinations: [], keys: [] };
  const ended: EndedRows = { merchants: [], destinations: [], keys: [] };
  const over = new Set<string>();
  for (const entry of entries) {
    const event = isOurs(entry) ? read(entry) : undefined;
    if (event === null) begun.unreadable.push(entry.ordinal);
    else if (event !== undefined && !isRepeatedEnd(event, over)) note(begun, ended, event, entry);
  }
  return { begun, ended };
}

export const isOurs = ({ event: { stream } }: AuditEntry): boolean =>
  stream.startsWith('account-') || stream.startsWith('apikey-');

function read({ event }: AuditEntry): AccountEvent | PublicKeyEvent | null {
  try {
    return readReplayed(event);
  } catch (error) {
    if (error instanceof UnreplayableEvent) return null;
    throw error;
  }
}

/** What has ended in this batch has ended: which of two rows for it is applied would be chance. */
function isRepeatedEnd({ type, data }: AccountEvent | PublicKeyEvent, over: Set<string>): boolean {
  if (type !== 'KeyRevoked' && type !== 'MerchantRemoved' && type !== 'DestinationRemoved') return false;
  const what = JSON.stringify([type, data]);
  const again = over.has(what);
  over.add(what);
  return again;
}

function note(begun: BegunRows, ended: EndedRows, event: AccountEvent | PublicKeyEvent, at: AuditEntry): void {
  const { ordinal } = at;
  const account = { account_id: event.data.accountId };
  switch (event.type) {
    case 'AccountOpened':
    case 'OperatingModelChanged':
      begun.models.push({ ...account, ordinal, operating_model: event.data.operatingModel });
      return;
    case 'MerchantAdded': {
      const merchant = { ...account, merchant_id: event.data.merchantId };
      begun.merchants.push({ ...merchant, added: ordinal });
      begun.forward_urls.push({ ...merchant, ordinal, url: event.data.paymentForwardUrl });
      return;
    }
    case 'MerchantChanged': {
      const { merchantId, changed } = event.data;
      if (changed.paymentForwardUrl !== undefined)
        begun.forward_urls.push({ ...account, merchant_id: merchantId, ordinal, url: changed.paymentForwardUrl });
      return;
    }
    case 'MerchantRemoved':
      ended.merchants.push({ ...account, merchant_id: event.data.merchantId, removed: ordinal });
      return;
    case 'DestinationAllowed': {
      const { accountId: _, destinationId, host, ...details } = event.data;
      begun.destinations.push({
        ...account,
        ...{ destination_id: destinationId, allowed: ordinal, host, details: { host, ...details } },
      });
      return;
    }
    case 'DestinationRemoved':
      ended.destinations.push({ ...account, destination_id: event.data.destinationId, removed: ordinal });
      return;
    case 'EncryptionKeyIssued':
    case 'KeyLabeled':
      // Read from the entries themselves.
      return;
    case 'KeyCreated': {
      const { keyId, display, scope, replaces } = event.data;
      begun.keys.push({
        ...account,
        ...{ key_id: keyId, display, merchant_ids: scope?.merchantIds ?? null, features: scope?.features ?? null },
        ...{ replaces, created: ordinal, created_at: event.metadata.time, created_effective_at: at.effectiveAt },
        created_by: actorText(event.metadata.actor),
      });
      return;
    }
    case 'KeyRevoked':
      ended.keys.push({
        ...{ key_id: event.data.keyId, revoked: ordinal, revoked_at: event.metadata.time },
        ...{ revoked_effective_at: at.effectiveAt, revoked_by: actorText(event.metadata.actor) },
      });
      return;
    default:
      event satisfies never;
  }
}

/** `user:<id>`: one column, which is also what a timeline is filtered by. */
export const actorText = ({ type, id }: Actor): string => `${type}:${id}`;
