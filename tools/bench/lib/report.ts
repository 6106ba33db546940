import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { type Cell, formatTable } from './table';

export interface BenchReport {
  readonly name: string;
  /** What was done, in a sentence: load, concurrency, rounds. */
  readonly setting: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What the table means, and how one knows that it measured what it says. */
  readonly notes: readonly string[];
  /** Everything that was measured, round by round. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Prints the table; with `jsonFile` the same goes there as data, with the machine it was measured on. */
export function publish(report: BenchReport, jsonFile?: string): void {
  const { name, setting, head, rows, notes, data } = report;
  console.log(`\n${name}: ${setting}\n\n${formatTable(head, rows)}\n`);
  for (const note of notes) console.log(note);
  if (jsonFile === undefined) return;
  const table = rows.map((row) => Object.fromEntries(head.map((title, column) => [title, row[column]])));
  const content = { name, setting, measured_at: new Date().toISOString(), machine: machine(), table, notes, data };
  writeFileSync(jsonFile, `${JSON.stringify(content, null, 2)}\n`);
}

function machine() {
  const [cpu] = cpus();
  return {
    cpus: cpus().length,
    cpu: cpu?.model,
    memory_bytes: totalmem(),
    node: process.version,
    platform: process.platform,
  };
}
