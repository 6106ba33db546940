import type { AuditIo, TextOutput } from '../cli/audit-io';
import { formatCsv } from './format-csv';
import { formatTable } from './format-table';
import type { Result } from './result';
import { styleFor } from './style';
import { visible, visibleJson } from './visible';

export type OutputFormat = 'table' | 'json' | 'csv';

export async function printResult(result: Result, format: OutputFormat, io: AuditIo): Promise<void> {
  if (format === 'json') return write(io.out, `${visibleJson(JSON.stringify(result.json, null, 2))}\n`);
  if (format === 'table') return printForPeople(result, io);
  const [table] = result.tables;
  if (table) await write(io.out, formatCsv(table));
  for (const { text } of result.sentences) await io.err.write(`${visible(text)}\n`);
}

async function printForPeople({ tables, sentences }: Result, io: AuditIo): Promise<void> {
  const style = styleFor(io);
  const blocks = tables.map(({ title, columns, rows }) => {
    const [head = '', ...rest] = rows.length === 0 ? [] : formatTable({ columns, rows }, widthOf(io.out));
    const body = rows.length === 0 ? ['none'] : [style.head(head), ...rest];
    return [style.head(visible(title)), ...body].join('\n');
  });
  const said = sentences.map(({ text, tone }) => style.tone(visible(text), tone)).join('\n');
  await write(io.out, `${[...blocks, ...(said === '' ? [] : [said])].join('\n\n')}\n`);
}

const widthOf = (out: TextOutput): number => (out.isTerminal ? out.columns : Infinity);

const PIECE = 64 * 1024;

/** In pieces, so that a reader who is slow is waited for and one who is gone is noticed. */
async function write(out: TextOutput, text: string): Promise<void> {
  for (let at = 0; at < text.length;) {
    const cut = Math.min(at + PIECE, text.length);
    // Never between the two halves of one character.
    const end = (text.codePointAt(cut - 1) ?? 0) > 0xffff ? cut + 1 : cut;
    await out.write(text.slice(at, end));
    at = end;
  }
}
