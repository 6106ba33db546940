import type { Cell, Table } from './result';
import { visible } from './visible';

/** What a spreadsheet would take for a formula, also behind white space. */
const FORMULA = /^\s*[=+\-@\t\r]/;

/** RFC 4180. A cell that a spreadsheet would run has an apostrophe before it, which shows it as text. */
export const formatCsv = ({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string =>
  [columns, ...rows].map((row) => `${row.map(formatCell).join(',')}\r\n`).join('');

function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = visible(cell);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
