import { openEventStore } from '@latchkey/event-store-open';
import type { Command, Invocation } from '../arguments/command';
import { wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { createProgress } from '../output/progress';
import { bad, good, plain, type Result, type Sentence } from '../output/result';
import { openLiveSource } from '../sources/live-source';
import { databaseUrlOf, storeUrlOf } from '../sources/open-source';
import { type Comparison, compareReadModel, type CompareOptions, repairReadModel } from './compare-read-model';
import { createLogReader } from './log-reader';
import { readModelPool } from './read-model';
import { type Row, TABLES } from './read-model-row';
import type { Difference } from './row-tables';

export const diffCommand: Command = {
  name: 'diff',
  operands: '',
  summary: 'Compares key-management’s read model with a replay of the log, row by row. auth keeps none in a database.',
  options: {
    repair: {
      type: 'boolean',
      help: 'puts the rows right that differ, while the service runs; DATABASE_URL must be of a role that may',
    },
  },
  operandCount: { min: 0, max: 0 },
  async run(invocation) {
    if (invocation.values['export'] !== undefined) throw wrongUsage('diff reads a live store, not an export');
    const databaseUrl = databaseUrlOf(invocation);
    if (databaseUrl === undefined) throw wrongUsage('diff needs DATABASE_URL, where the read model is');
    const storeUrl = storeUrlOf(invocation);
    const [pool, store] = [readModelPool(databaseUrl), openEventStore({ url: storeUrl })];
    const open = () => openLiveSource({ storeUrl, databaseUrl: undefined });
    const newReader = () => createLogReader({ open, compare: (a, b) => store.compare(a, b) });
    try {
      return await run(invocation, () => ({ pool, reader: newReader() }));
    } finally {
      await Promise.all([pool.end(), store.close()]);
    }
  },
};

async function run(
  { values, io }: Invocation,
  options: () => Pick<CompareOptions, 'pool' | 'reader'>,
): Promise<Result> {
  const progress = createProgress(io.err, 'replaying', undefined);
  const onProgress = (events: number) => progress.at(events);
  const withProgress = () => ({ ...options(), onProgress });
  try {
    const first = withProgress();
    return await compareReadModel(first, async (found, tables) => {
      if (values['repair'] !== true || found.differences.length === 0) return resultOf(found, null);
      const written = await repairReadModel(first, found, tables);
      const after = await compareReadModel(withProgress(), (comparison) => Promise.resolve(comparison));
      return resultOf(found, { written, left: after });
    });
  } finally {
    progress.end();
  }
}

type Repair = { readonly written: number; readonly left: Comparison };

function resultOf({ position, rows, differences }: Comparison, repair: Repair | null): Result {
  const left = repair ? repair.left.differences : differences;
  return {
    json: {
      ok: left.length === 0,
      position,
      rows,
      differences: differences.map(differenceJson),
      repaired: repair?.written ?? null,
      left: repair ? left.map(differenceJson) : null,
    },
    tables: [
      {
        title: 'Rows that are not what the log says',
        columns: ['table', 'id', 'column', 'stored', 'expected'],
        rows: differences.flatMap(cells),
      },
    ],
    sentences: sentencesOf({ position, rows, differences }, repair),
    exitCode: left.length === 0 ? EXIT.ok : EXIT.found,
  };
}

function sentencesOf({ position, rows, differences }: Comparison, repair: Repair | null): Sentence[] {
  const said: Sentence[] = [];
  if (position === null) said.push(plain('Nothing is applied: key-management is about to rebuild its read model.'));
  if (differences.length === 0) said.push(good(`All ${rows} rows are what the log says at their checkpoint.`));
  else said.push(bad(`${differences.length} rows of ${rows} differ.`));
  if (repair) {
    const { written, left } = repair;
    const leftText =
      left.differences.length === 0 ? 'none differs any more' : `${left.differences.length} still differ`;
    said.push({ text: `${written} rows repaired; ${leftText}.`, tone: left.differences.length === 0 ? 'good' : 'bad' });
  }
  said.push(plain('auth keeps its index in memory alone: there is nothing to compare.'));
  return said;
}

const problemOf = ({ expected, stored }: Difference) => (stored ? (expected ? 'different' : 'extra') : 'missing');

function changedColumns({ table, expected = {}, stored = {} }: Difference): readonly string[] {
  return TABLES[table].filter(
    (column) => JSON.stringify(expected[column] ?? null) !== JSON.stringify(stored[column] ?? null),
  );
}

const differenceJson = (difference: Difference) => {
  const { table, id, expected, stored } = difference;
  const pick = (row: Row | undefined) =>
    row ? Object.fromEntries(changedColumns(difference).map((column) => [column, row[column] ?? null])) : null;
  return { table, id, problem: problemOf(difference), stored: pick(stored), expected: pick(expected) };
};

function cells(difference: Difference): readonly (readonly (string | null)[])[] {
  const { table, id, expected, stored } = difference;
  const problem = problemOf(difference);
  if (problem === 'missing') return [[table, id, 'the row', null, 'there']];
  if (problem === 'extra') return [[table, id, 'the row', 'there', null]];
  return changedColumns(difference).map((column) => [table, id, column, cell(stored, column), cell(expected, column)]);
}

function cell(row: Row | undefined, column: string): string | null {
  const value = row?.[column] ?? null;
  return value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
}
