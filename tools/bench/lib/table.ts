export type Cell = string | number;

/** Columns padded to their widest cell, numbers to the right with thousands separated; a line under the head. */
export function formatTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [head, ...rows.map((row) => row.map(formatCell))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const isNumeric = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const lines = texts.map((row) =>
    widths
      .map((width, column) =>
        isNumeric[column] ? (row[column] ?? '').padStart(width) : (row[column] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

function formatCell(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  const digits = Math.abs(cell) >= 100 || Number.isInteger(cell) ? 0 : 2;
  return cell.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
