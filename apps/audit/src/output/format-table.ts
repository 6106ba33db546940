import type { Cell, Table } from './result';
import { shortened, textWidth } from './text-width';
import { visible } from './visible';

const GAP = '  ';
const NARROWEST = 8;

/**
 * Columns as wide as their widest cell, numbers to the right. In a terminal of `maxColumns` the widest columns are
 * shortened until a row fits into a line.
 */
export function formatTable({ columns, rows }: Pick<Table, 'columns' | 'rows'>, maxColumns = Infinity): string[] {
  const texts = [columns, ...rows.map((row) => row.map(formatCell))];
  const widths = columns.map((_, column) =>
    texts.reduce((widest, row) => Math.max(widest, textWidth(row[column] ?? '')), 0),
  );
  fit(widths, maxColumns);
  const numeric = columns.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => pad(shortened(row[column] ?? '', width), width, numeric[column] === true))
      .join(GAP)
      .trimEnd();
  const [head = '', ...body] = texts.map(line);
  return [head, widths.map((width) => '─'.repeat(width)).join(GAP), ...body];
}

function fit(widths: number[], maxColumns: number): void {
  const total = () => widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1));
  for (;;) {
    const widest = Math.max(...widths);
    if (total() <= maxColumns || widest <= NARROWEST) return;
    const next = Math.max(NARROWEST, ...widths.filter((width) => width < widest));
    const tooMuch = total() - maxColumns;
    const index = widths.indexOf(widest);
    widths[index] = Math.max(next, widest - tooMuch, NARROWEST);
    if (widths[index] === widest) widths[index] = widest - 1;
  }
}

const pad = (text: string, width: number, toTheRight: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return toTheRight ? space + text : text + space;
};

function formatCell(cell: Cell): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? String(cell) : visible(cell);
}
