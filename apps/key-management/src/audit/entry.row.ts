import type { Position } from '@latchkey/event-store';
import { type Actor } from '@latchkey/accounts-domain';
import { parseBigint } from '@latchkey/postgres';
import { parsePublicLine } from '@latchkey/seals';
import { actorOf } from './audited-key.row';
import { EVENT_TYPES } from './audit.list';

/** A row of `audit_entries`. */
export interface EntryRow {
  readonly ordinal: string;
  readonly id: string;
  readonly account_id: string;
  readonly key_id: string | null;
  readonly type: string;
  readonly actor: string | null;
  readonly effective_at: Date;
  readonly position: Position;
  readonly line: Buffer;
}

/** An event as callers see it. */
export interface EntryResource {
  readonly ordinal: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly position: string;
  /** Of the event itself. */
  readonly time: string | null;
  readonly effective_at: string;
  readonly actor: Actor | null;
  readonly request_id: string | null;
  readonly key_id: string | null;
  readonly data: object;
}

export const entryResource = (row: EntryRow): EntryResource => {
  const { version, data, metadata } = parsePublicLine(row.line);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    ordinal: parseBigint(row.ordinal),
    id: row.id,
    type: row.type,
    version,
    position: row.position,
    time: text(metadata['time']),
    effective_at: row.effective_at.toISOString(),
    actor: row.actor === null ? null : actorOf(row.actor),
    request_id: text(metadata['correlationId']),
    key_id: row.key_id,
    data: isKnown(row.type) ? shown(data) : {},
  };
};

/** Of what is not understood nothing is shown. */
const isKnown = (type: string): boolean => EVENT_TYPES.some((each) => each === type);

/** Said elsewhere, or of no use to anybody but who keeps the secret. */
const LEFT_OUT: ReadonlySet<string> = new Set(['accountId', 'keyId', 'verifier']);

const shown = (data: object): object =>
  Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => !LEFT_OUT.has(name))
      .map(([name, value]: [string, unknown]) => [snakeCase(name), isObject(value) ? shown(value) : value]),
  );

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
