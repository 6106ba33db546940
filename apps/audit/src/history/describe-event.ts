import type { JsonObject, JsonValue } from '@latchkey/event-store';
import type { PublicEvent } from '@latchkey/seals';

/** What an event did, in a few words for a table. Total: of what it does not know it says nothing. */
export function describeEvent({ type, data }: PublicEvent): string {
  const text = (member: string): string => asText(data[member]);
  switch (type) {
    case 'AccountOpened':
      return `${text('name')} (${text('operatingModel')})`;
    case 'OperatingModelChanged':
      return `to ${text('operatingModel')}`;
    case 'MerchantAdded':
      return `${text('legalName')} ${text('merchantId')}${data['isPrimary'] === true ? ' (the account’s own)' : ''}`;
    case 'MerchantChanged':
      return `${text('merchantId')}: ${members(data['changed'])}`;
    case 'MerchantRemoved':
      return text('merchantId');
    case 'DestinationAllowed':
      return `${text('host')} ports ${text('ports')} paths ${text('pathPrefixes')} methods ${text('methods')}`;
    case 'DestinationRemoved':
      return text('destinationId');
    case 'EncryptionKeyIssued':
      return `${text('merchantId')}: kid ${text('kid')}`;
    case 'KeyCreated':
      return `“${text('label')}”, ${scopeText(data['scope'])}${data['replaces'] ? `, replaces ${text('replaces')}` : ''}`;
    case 'KeyLabeled':
      return `“${text('label')}”`;
    default:
      return '';
  }
}

function scopeText(scope: JsonValue | undefined): string {
  if (scope === null) return 'the whole account';
  if (!isObject(scope)) return '';
  return `${asText(scope['features'])} for ${asText(scope['merchantIds'])}`;
}

const members = (changed: JsonValue | undefined): string =>
  isObject(changed)
    ? Object.entries(changed)
        .map(([name, value]) => `${name} ${value === null ? 'unset' : asText(value)}`)
        .join(', ')
    : '';

function asText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(asText).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
