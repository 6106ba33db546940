import type { RecordedEvent } from '@latchkey/event-store';
import { readPublishedRecord } from '@latchkey/key-events';
import type { ConsumedRecord } from '@latchkey/kafka';

/** A key as it stands after all its events: `<label>` or `revoked`. */
export type KeyTable = ReadonlyMap<string, string>;

/** As the store tells it. */
export const tableOfStore = (events: Iterable<RecordedEvent>): KeyTable => {
  const table = new Map<string, string>();
  for (const { type, data } of events) {
    if (typeof data.keyId !== 'string') continue;
    table.set(data.keyId, type === 'KeyRevoked' ? 'revoked' : String(data.label));
  }
  return table;
};

/** As the published records tell it, applied `last + 1` only; and what is wrong with records by themselves. */
export const tableOfRecords = (records: Iterable<ConsumedRecord>) => {
  const table = new Map<string, string>();
  const last = new Map<string, number>();
  const problems: string[] = [];
  for (const record of records) {
    const read = readPublishedRecord(record);
    if (read.kind !== 'event') {
      problems.push(`a record of ${record.topic} is no published event: ${read.kind}`);
      continue;
    }
    const { subject, version, type, data } = read.event;
    if (version !== (last.get(subject) ?? -1) + 1) continue;
    last.set(subject, version);
    if (type === 'latchkey.api-key.created.v1' || type === 'latchkey.api-key.labeled.v1')
      table.set(subject, data.label);
    if (type === 'latchkey.api-key.revoked.v1') table.set(subject, 'revoked');
  }
  return { table, problems };
};

export const differences = (store: KeyTable, records: KeyTable): string[] => [
  ...[...store]
    .filter(([id, state]) => records.get(id) !== state)
    .map(([id]) => `key ${id} stands otherwise in what was published`),
  ...[...records.keys()].filter((id) => !store.has(id)).map((id) => `key ${id} is not in the store`),
];
