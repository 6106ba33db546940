import { readdirSync, readFileSync } from 'node:fs';
import { accountEventFromJson } from './account-event.parser';
import type { AccountCommand } from './account.commands';
import type { AccountEvent } from './account.events';
import {
  addMerchant,
  changeMerchant,
  changeModel,
  given,
  issueEncryptionKey,
  merchant,
  openAccount,
  removeMerchant,
  replaceDestinations,
} from './testing/account.given';

/**
 * One file for each event type, as stored: canonical JSON (RFC 8785). Files are added, never changed: logs that hold
 * such events exist. An event of another form needs a new schema version, a step to it, and a file of its own.
 */
const folder = `${import.meta.dirname}/../golden`;
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

const commands: AccountCommand[] = [
  openAccount('Acme', 'platform'),
  changeModel('ecosystem'),
  addMerchant(2),
  addMerchant(1, {
    legalName: 'Café "Nord" €',
    companyCity: 'Köln',
    countryCode: 'DE',
    websiteUrl: 'https://nord.example',
  }),
  changeMerchant(1, { companyCity: null, defaultCurrency: 'EUR', paymentForwardUrl: 'https://psp.example/v1' }),
  replaceDestinations([{ host: 'psp.example', pathPrefixes: ['/v1'], merchantIds: [merchant(2), merchant(1)] }]),
  replaceDestinations([]),
  removeMerchant(2),
  issueEncryptionKey(1, 1),
];

/** The last event of each type that the commands lead to, by its file's name. */
function goldenEvents(): Map<string, AccountEvent> {
  const history: AccountEvent[] = [];
  for (const command of commands) {
    const { result } = given(...history).when(command);
    if (result.ok) history.push(...result.events);
  }
  return new Map(history.map((event) => [fileOf(event), event]));
}

const fileOf = ({ type }: AccountEvent): string => `${type.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase()}.v1.json`;

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

describe('stored account events', () => {
  test('there is a golden file for each type', () => {
    expect(readdirSync(folder).sort()).toEqual([...goldenEvents().keys()].sort());
  });

  test.each([...goldenEvents()])('%s is, byte for byte, what the decider makes today', (file, event) => {
    expect(read(file)).toBe(`${canonical(event)}\n`);
  });

  test.each([...goldenEvents()])('%s is read back', (file, event) => {
    const { type, data, metadata } = JSON.parse(read(file)) as AccountEvent;
    expect(accountEventFromJson(type, data, metadata)).toEqual({ ok: true, event });
  });
});
