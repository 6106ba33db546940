import type { JsonObject, Position } from '@latchkey/event-store';
import type { Pool } from '@latchkey/postgres';
import type { PublicEvent } from '@latchkey/seals';
import { type BegunRows, auditRows, isOurs } from './audit-rows';
import endFacts from './sql/end-facts.sql';
import insertEntries from './sql/insert-entries.sql';
import insertFacts from './sql/insert-facts.sql';
import truncateAudit from './sql/truncate-audit.sql';

/** One event of the log as the index keeps it. */
export interface AuditEntry {
  readonly ordinal: number;
  /** ISO 8601: the largest time of this event and all before it. */
  readonly effectiveAt: string;
  readonly event: PublicEvent;
  readonly position: Position;
  /** What `event` was read from. */
  readonly line: Uint8Array;
}

/** A client within the transaction that moves the checkpoint. */
export type Queryable = Pick<Pool, 'query'>;

/** Entries in the order of the log, each once or again as it was. */
export const writeAuditIndex = async (client: Queryable, entries: readonly AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  await client.query({ name: 'audit_insert_entries', text: insertEntries, values: columnsOf(entries) });
  const { begun, ended } = auditRows(entries);
  if (hasRows(begun)) await client.query({ name: 'audit_insert_facts', text: insertFacts, values: [json(begun)] });
  // Statements in one do not see each other's rows: what begins and ends in one batch ends in another statement.
  if (hasRows(ended)) await client.query({ name: 'audit_end_facts', text: endFacts, values: [json(ended)] });
};

/** The log has become another one. */
export const clearAuditIndex = async (client: Queryable): Promise<void> => {
  await client.query(truncateAudit);
};

const columnsOf = (entries: readonly AuditEntry[]): unknown[][] => [
  entries.map(({ ordinal }) => ordinal),
  entries.map((entry) => (isOurs(entry) ? uuidIn(entry.event.data, 'accountId') : null)),
  entries.map((entry) => (entry.event.stream.startsWith('apikey-') ? uuidIn(entry.event.data, 'keyId') : null)),
  entries.map(({ event }) => event.id),
  entries.map(({ event }) => event.type),
  entries.map(({ event }) => actorIn(event.metadata)),
  entries.map(({ effectiveAt }) => effectiveAt),
  entries.map(({ position }) => position),
  entries.map(({ line }) => Buffer.from(line.buffer, line.byteOffset, line.byteLength)),
];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidIn = (data: JsonObject, name: string): string | null => {
  const value = data[name];
  return typeof value === 'string' && UUID.test(value) ? value : null;
};

/** Of an event that is not understood, whatever looks like one. */
const actorIn = ({ actor }: JsonObject): string | null => {
  if (typeof actor !== 'object' || actor === null || !('type' in actor && 'id' in actor)) return null;
  return `${String(actor.type)}:${String(actor.id)}`.replaceAll('\0', '');
};

const hasRows = (rows: BegunRows | Omit<BegunRows, 'unreadable' | 'models' | 'forward_urls'>): boolean =>
  Object.values(rows).some((list) => list.length > 0);

const json = (rows: object): string => JSON.stringify(rows);
