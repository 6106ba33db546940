import { canonicalJson } from '@latchkey/event-store';
import { parseBigint } from '@latchkey/postgres';
import { parseSeal, publicKeyPem, type Seal, type SealingKey } from '@latchkey/seals';
import { inSchema } from './in-schema';
import type { LogPlace } from './log-place';
import { NotAsSealed } from './not-as-sealed';
import { type Queryable, treeStatement } from './queryable';
import findText from './sql/find-seal.sql';
import insertText from './sql/insert-seal.sql';
import insertKeyText from './sql/insert-sealing-key.sql';
import latestText from './sql/latest-seal.sql';
import lockNumbersText from './sql/lock-numbers.sql';
import afterText from './sql/seals-after.sql';

export interface StoredSeal {
  /** Counts the seals of one schema from 1, without a hole. */
  readonly number: number;
  readonly seal: Seal;
  /** As it is published: canonical JSON. */
  readonly text: string;
}

const latest = treeStatement('latest_seal', latestText);
const insert = treeStatement('insert_seal', insertText);
const find = treeStatement('find_seal', findText);

export const latestSeal = async (client: Queryable, place: LogPlace): Promise<Seal | undefined> => {
  const [row] = await latest<{ size: string; seal: string }>(client, place);
  if (row === undefined) return undefined;
  try {
    return parseSeal(JSON.parse(row.seal));
  } catch (cause) {
    throw new NotAsSealed(`what is stored as the seal of the log ${place.log} at ${row.size} is none`, { cause });
  }
};

/** In the transaction that has locked the tree. */
export const insertSeal = async (client: Queryable, place: LogPlace, seal: Seal): Promise<StoredSeal> => {
  await client.query(inSchema(lockNumbersText, place.schema));
  const text = textOf(seal);
  const [row] = await insert<{ number: string }>(client, place, seal.size, seal.time, text);
  return { number: parseBigint(row?.number ?? ''), seal, text };
};

/** The half of it that may be handed out. Whoever reads a seal compares its fingerprint with one from outside. */
export const insertSealingKey = async (
  client: Queryable,
  { schema }: LogPlace,
  { fingerprint, publicKey }: SealingKey,
): Promise<void> => {
  await client.query(inSchema(insertKeyText, schema), [fingerprint, publicKeyPem(publicKey)]);
};

/** In the order of their numbers. */
export const sealsAfter = async (
  client: Queryable,
  schema: string,
  number: number,
  limit: number,
): Promise<StoredSeal[]> => {
  const statement = { name: `${schema}_seals_after`, text: inSchema(afterText, schema), values: [number, limit] };
  const { rows } = await client.query<{ number: string; seal: string }>(statement);
  return rows.map((row) => ({
    number: parseBigint(row.number),
    seal: parseSeal(JSON.parse(row.seal)),
    text: row.seal,
  }));
};

/** The number of this very seal; undefined: it is not one of ours. */
export const numberOf = async (client: Queryable, schema: string, seal: Seal): Promise<number | undefined> => {
  const place = { schema, log: seal.log, logId: seal.log_id };
  const [row] = await find<{ number: string }>(client, place, seal.size, textOf(seal));
  return row && parseBigint(row.number);
};

const textOf = (seal: Seal): string => Buffer.from(canonicalJson({ ...seal })).toString();
