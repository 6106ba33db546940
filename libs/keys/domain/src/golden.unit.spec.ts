import { readdirSync, readFileSync } from 'node:fs';
import { keyEventFromJson } from './key-event.parser';
import type { KeyEvent } from './key.events';
import { account, createKey, given, key, labelKey, merchant, revokeKey } from './testing/key.given';

/**
 * One file for each event type, as stored: canonical JSON (RFC 8785). Files are added, never changed: logs that hold
 * such events exist. An event of another form needs a new schema version, a step to it, and a file of its own.
 */
const folder = `${import.meta.dirname}/../golden`;
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

const scope = { merchantIds: [merchant(2), merchant(1)], features: ['tokens.read', 'payment-data.forward'] };
const unscoped = createKey({ label: 'Café "Nord" €' });
const scoped = createKey({ scope, replaces: { keyId: key(2), accountId: account(1) } });

const [created] = eventsOf([unscoped]);
const [, labeled, revoked] = eventsOf([unscoped, labelKey('Kasse Süd'), revokeKey()]);
const [createdScoped] = eventsOf([scoped]);
const golden = Object.entries({
  'key-created.scoped.v1.json': createdScoped,
  'key-created.unscoped.v1.json': created,
  'key-labeled.v1.json': labeled,
  'key-revoked.v1.json': revoked,
});

function eventsOf(commands: Parameters<ReturnType<typeof given>['when']>[0][]): KeyEvent[] {
  return commands.reduce<KeyEvent[]>((history, command) => {
    const { result } = given(...history).when(command);
    return result.ok ? [...history, ...result.events] : history;
  }, []);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

describe('stored key events', () => {
  test('there is a golden file for each type', () => {
    expect(readdirSync(folder).sort()).toEqual(golden.map(([file]) => file));
  });

  test.each(golden)('%s is, byte for byte, what the decider makes today', (file, event) => {
    expect(read(file)).toBe(`${canonical(event)}\n`);
  });

  test.each(golden)('%s is read back', (file, event) => {
    const { type, data, metadata } = JSON.parse(read(file)) as KeyEvent;
    expect(keyEventFromJson(type, data, metadata)).toEqual({ ok: true, event });
  });
});
