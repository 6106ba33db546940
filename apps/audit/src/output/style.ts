import { styleText } from 'node:util';
import type { AuditIo } from '../cli/audit-io';
import type { Tone } from './result';

export interface Style {
  tone(text: string, tone: Tone): string;
  head(text: string): string;
}

/** Colours in a terminal alone, and in none for which NO_COLOR is set or TERM is `dumb`. */
export function styleFor({ out, env }: Pick<AuditIo, 'out' | 'env'>): Style {
  const coloured = out.isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
    coloured ? styleText(format, text, { validateStream: false }) : text;
  return {
    tone: (text, tone) => (tone === 'plain' ? text : paint(tone === 'good' ? 'green' : 'red', text)),
    head: (text) => paint('bold', text),
  };
}
