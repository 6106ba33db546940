import { canonicalJson, type JsonObject } from '@latchkey/event-store';
import { createPool } from '@latchkey/postgres';
import { publicLine, type Seal, TILE_WIDTH } from '@latchkey/seals';
import { leavesOf } from './tampered-export';
import type { ScriptedEvent } from '../testing/scripted-events';

/** An event as somebody writes it into the table. */
export type StoredRow = Pick<ScriptedEvent, 'stream' | 'version' | 'id' | 'type'> & {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
};

/** Versions as if nothing had happened; positions are the places. */
export function withVersions(rows: readonly StoredRow[]): StoredRow[] {
  const next = new Map<string, number>();
  return rows.map((row) => {
    const version = next.get(row.stream) ?? 0;
    next.set(row.stream, version + 1);
    return { ...row, version };
  });
}

export const linesOfRows = (rows: readonly StoredRow[]): Uint8Array[] =>
  rows.map(({ data, metadata, ...row }, index) =>
    publicLine(index + 1, { ...row, dataBytes: canonicalJson(data), metadataBytes: canonicalJson(metadata) }),
  );

/** PostgreSQL's superuser on one database, with no trigger in the way. What it writes, it writes in one transaction. */
export function openAsSuperuser(database: string) {
  const url = new URL(process.env['LATCHKEY_TEST_POSTGRES_URL'] ?? '');
  url.pathname = `/${database}`;
  const pool = createPool({ connectionString: url.href, applicationName: 'attacker', max: 1 });
  const inOneGo = (...statements: readonly [sql: string, values?: readonly unknown[]][]) =>
    [
      ['BEGIN'],
      ['SET LOCAL session_replication_role = replica'],
      ...TRIGGERS.map((table) => [`ALTER TABLE ${table} DISABLE TRIGGER ALL`] as const),
      ...statements,
      ['COMMIT'],
    ] as const;

  return {
    async write(...statements: readonly [sql: string, values?: readonly unknown[]][]): Promise<void> {
      for (const [sql, values] of inOneGo(...statements)) await pool.query(sql, [...(values ?? [])]);
    },
    close: () => pool.end(),
  };
}

const TRIGGERS = ['event_store.events', 'key_management.seals', 'key_management.tree_tiles'];

export const replaceEvents = (rows: readonly StoredRow[]): [sql: string, values?: readonly unknown[]][] => [
  ['DELETE FROM event_store.events'],
  [
    `INSERT INTO event_store.events (position, stream, version, id, type, data, metadata)
     SELECT ordinality, stream, version, id, type, data, metadata
     FROM unnest($1::text[], $2::int[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[])
       WITH ORDINALITY AS row (stream, version, id, type, data, metadata, ordinality)`,
    [
      rows.map(({ stream }) => stream),
      rows.map(({ version }) => version),
      rows.map(({ id }) => id),
      rows.map(({ type }) => type),
      rows.map(({ data }) => Buffer.from(canonicalJson(data))),
      rows.map(({ metadata }) => Buffer.from(canonicalJson(metadata))),
    ],
  ],
];

/** The leaf hashes of level 0, of fewer events than a tile holds; none: the table is empty. */
export const replaceLeaves = (
  logId: string,
  lines: readonly Uint8Array[],
): [sql: string, values?: readonly unknown[]][] => {
  if (lines.length > TILE_WIDTH) throw new RangeError('one tile is enough for a test');
  const remove: [string] = ['DELETE FROM key_management.tree_tiles'];
  const insert = `INSERT INTO key_management.tree_tiles (log, log_id, level, index, hashes) VALUES ('events', $1, 0, 0, $2)`;
  return lines.length === 0 ? [remove] : [remove, [insert, [logId, Buffer.concat(leavesOf(lines))]]];
};

export const replaceSeals = (seals: readonly Seal[]): [sql: string, values?: readonly unknown[]][] => [
  ['DELETE FROM key_management.seals'],
  ...seals.map((seal, index): [string, readonly unknown[]] => [
    `INSERT INTO key_management.seals (number, log, log_id, size, time, seal) VALUES ($1, $2, $3, $4, $5, $6)`,
    [index + 1, seal.log, seal.log_id, seal.size, seal.time, Buffer.from(canonicalJson({ ...seal })).toString()],
  ]),
];
