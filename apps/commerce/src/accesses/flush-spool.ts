import type { Logger } from '@latchkey/platform';
import { readFile } from 'node:fs/promises';
import type { AccessRecords } from './access-records.repository';
import { quarantine } from './quarantine';
import { isRefusedRecord } from './refused-record';
import type { Spool } from './spool';
import { readSpool } from './spool-line';
import type { Segment } from './spool-segments';

export interface FlushDeps {
  readonly spool: Spool;
  readonly records: AccessRecords;
  /** The spool's. */
  readonly directory: string;
  readonly logger: Logger;
}

/** Ordinals are given under a lock, which forwards wait for as well. */
const MAX_RECORDS = 500;
const MAX_CHARACTERS = 256 * 1024;

/**
 * Hands what is spooled to the database. Whatever happens in between, a repeat is harmless: records have ids. What is no
 * record, or is refused by the database, is set aside and holds up nothing. Rejects while the database takes none.
 */
export async function flushSpool(deps: FlushDeps): Promise<void> {
  for (const segment of await deps.spool.take()) {
    const contents = await readSegment(deps, segment);
    if (contents === null) continue;
    const refused: string[] = [];
    for (const batch of batchesOf(contents.records)) refused.push(...(await store(deps.records, batch)));
    if (await setAside(deps, segment, [...contents.damaged, ...refused])) deps.spool.remove(segment);
  }
}

/** Null if it cannot be read now. */
async function readSegment({ spool, logger }: FlushDeps, segment: Segment) {
  try {
    return readSpool(await readFile(segment.path));
  } catch (error) {
    logger.error({ err: error, file: segment.path }, 'spooled access records cannot be read');
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') spool.remove(segment);
    return null;
  }
}

/** Answers those that the database will never take. */
async function store(records: AccessRecords, batch: readonly string[]): Promise<readonly string[]> {
  try {
    await records.append(batch);
    return [];
  } catch (error) {
    if (!isRefusedRecord(error)) throw error;
    if (batch.length === 1) return batch;
    const refused: string[] = [];
    for (const one of batch) refused.push(...(await store(records, [one])));
    return refused;
  }
}

/** False if that failed: then the segment stays, and is tried again. */
async function setAside(
  { directory, logger }: FlushDeps,
  { path }: Segment,
  lines: readonly (string | Buffer)[],
): Promise<boolean> {
  if (lines.length === 0) return true;
  try {
    const file = await quarantine(directory, lines);
    logger.error({ file, from: path, lines: lines.length }, 'damaged access records were set aside: look at the file');
    return true;
  } catch (error) {
    logger.error({ err: error, from: path, lines: lines.length }, 'damaged access records could not be set aside');
    return false;
  }
}

function* batchesOf(records: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const record of records) {
    if (batch.length === MAX_RECORDS || (batch.length > 0 && characters + record.length > MAX_CHARACTERS)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(record);
    characters += record.length;
  }
  if (batch.length > 0) yield batch;
}
