import type { AuditIo } from '../cli/audit-io';
import { formatCsv } from './format-csv';
import { formatTable } from './format-table';
import { printResult } from './print-result';
import { createProgress } from './progress';
import { bad, good, type Result } from './result';
import { shortened, textWidth } from './text-width';
import { visible, visibleJson } from './visible';

const NASTY = 'a\u001b[31mred\u202egnp\u2028\u0007';

describe('text from the log', () => {
  test('shows what a terminal would obey, and moves nothing', () => {
    expect(visible(NASTY)).toBe('a\\u{1b}[31mred\\u{202e}gnp\\u{2028}\\u{7}');
    expect(visible('Zoë 漢字 👍')).toBe('Zoë 漢字 👍');
  });

  test('in JSON means the same as before', () => {
    const json = JSON.stringify({ label: `${NASTY}\u009b\u{e0001}` }, null, 2);
    const shown = visibleJson(json);
    expect(shown).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}]/u);
    expect(JSON.parse(shown)).toEqual(JSON.parse(json));
  });

  test.each([
    ['plain', 'abc', 3],
    ['wide', '漢字', 4],
    ['combining', 'e\u0301', 1],
    ['emoji', '👍', 2],
  ])('takes the columns that a terminal gives it: %s', (_, text, width) => expect(textWidth(text)).toBe(width));

  test('is shortened by columns, not by characters', () => {
    expect(shortened('漢字漢字', 5)).toBe('漢字…');
    expect(shortened('abc', 3)).toBe('abc');
  });
});

describe('CSV', () => {
  test('is RFC 4180', () => {
    expect(
      formatCsv({
        columns: ['a', 'b'],
        rows: [
          ['x,y', 'say "hi"'],
          [null, 3],
        ],
      }),
    ).toBe('a,b\r\n"x,y","say ""hi"""\r\n,3\r\n');
  });

  test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝'])(
    'runs nothing in a spreadsheet: %j',
    (cell) => {
      const [, line = ''] = formatCsv({ columns: ['a'], rows: [[cell]] }).split('\r\n');
      expect(line.replace(/^"/, '')).toMatch(cell === '＝' ? /^＝/ : /^('|\\u)/);
    },
  );
});

describe('a table', () => {
  const table = {
    columns: ['id', 'label', 'n'],
    rows: [
      ['1', 'Till', 7],
      ['22', '漢字 of a long name', 12],
    ],
  };

  test('is aligned, numbers to the right', () => {
    expect(formatTable(table)).toEqual([
      'id  label                 n',
      '──  ───────────────────  ──',
      '1   Till                  7',
      '22  漢字 of a long name  12',
    ]);
  });

  test('is never wider than the terminal, as long as there is anything to shorten', () => {
    for (let columns = 18; columns < 40; columns++) {
      for (const line of formatTable(table, columns)) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
});

describe('printing', () => {
  const result: Result = {
    json: { ok: false, label: NASTY },
    tables: [
      { title: 'Keys', columns: ['label'], rows: [[NASTY]] },
      { title: 'Others', columns: ['x'], rows: [] },
    ],
    sentences: [good('Fine.'), bad('Not fine.')],
    exitCode: 1,
  };
  async function printed(format: 'table' | 'csv' | 'json', terminal = false, env: Record<string, string> = {}) {
    const written = { out: '', err: '' };
    const output = (name: 'out' | 'err') => ({
      isTerminal: terminal,
      columns: 80,
      write: (text: string) => Promise.resolve(void (written[name] += text)),
    });
    const io: AuditIo = { env, out: output('out'), err: output('err'), now: () => new Date(0) };
    await printResult(result, format, io);
    return written;
  }

  test('for people', async () => {
    const shown = visible(NASTY);
    expect(await printed('table')).toEqual({
      out: `Keys\nlabel\n${'─'.repeat(shown.length)}\n${shown}\n\nOthers\nnone\n\nFine.\nNot fine.\n`,
      err: '',
    });
  });

  test('for programs: one document, or the first table alone', async () => {
    expect(JSON.parse((await printed('json')).out)).toEqual(result.json);
    expect(await printed('csv')).toEqual({ out: `label\r\n${visible(NASTY)}\r\n`, err: 'Fine.\nNot fine.\n' });
  });

  test.each([
    ['in a terminal', true, {}, true],
    ['in a pipe', false, {}, false],
    ['with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['in a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('colours %s: %s', async (_, terminal, env, coloured) => {
    expect((await printed('table', terminal, env)).out.includes('\u001b[')).toBe(coloured);
    expect((await printed('json', terminal, env)).out).not.toContain('\u001b[');
  });
});

describe('progress', () => {
  function watch(isTerminal: boolean, total: number | undefined) {
    let written = '';
    let now = 0;
    const output = { isTerminal, columns: 60, write: (text: string) => Promise.resolve(void (written += text)) };
    const progress = createProgress(output, 'reading', total, () => now);
    return {
      at: (ms: number, done: number) => ((now = ms), progress.at(done)),
      end: () => progress.end(),
      taken: (): string => {
        const text = written;
        written = '';
        return text;
      },
    };
  }

  test('of what is done within two seconds there is none', () => {
    for (const isTerminal of [true, false]) {
      const { at, end, taken } = watch(isTerminal, 10);
      at(1_900, 5);
      end();
      expect(taken()).toBe('');
    }
  });

  test('in a terminal it is a bar alone, which is gone in the end', () => {
    const { at, end, taken } = watch(true, 1_000);
    at(2_000, 500);
    const bar = `\r\u001b[K[${'█'.repeat(15)}${'░'.repeat(15)}] reading: `;
    expect(taken().slice(0, bar.length)).toBe(bar);
    at(2_050, 600);
    expect(taken()).toBe('');
    end();
    expect(taken()).toBe('\r\u001b[K');
  });

  test('elsewhere it is a line now and then', () => {
    const { at, end, taken } = watch(false, undefined);
    at(4_000, 10);
    at(6_000, 600);
    at(7_000, 700);
    end();
    expect(taken()).toBe('reading: 600 events, 100/s\n');
  });
});
