import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastWords } from './last-words';

describe('why a service ended', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-last-words-'));
  const file = join(directory, 'service.log');
  afterAll(() => rmSync(directory, { recursive: true }));
  const told = (text: string, from = 0): string => {
    writeFileSync(file, text);
    return lastWords(file, from);
  };

  test('is the sentence that it wrote', () => {
    expect(told('{"level":30,"msg":"hello"}\nauth: bad settings: PORT is not set\n')).toBe(
      'auth: bad settings: PORT is not set',
    );
  });
  test('is the uncaught error, not the stack below it', () => {
    expect(told('file.js:1\n  throw\n\nTypeError: x is not a function\n    at main\n\nNode.js v24\n')).toBe(
      'TypeError: x is not a function',
    );
  });
  test('is the last error record if it wrote only records', () => {
    const records = [
      { level: 60, msg: 'cannot start', err: { message: 'listen EADDRINUSE' } },
      { level: 30, msg: 'bye' },
    ];
    expect(told(records.map((record) => JSON.stringify(record)).join('\n'))).toBe('cannot start: listen EADDRINUSE');
  });
  test('does not come from an earlier run', () => {
    const earlier = 'Error: of yesterday\n';
    expect(told(`${earlier}Error: of today\n`, earlier.length)).toBe('Error: of today');
    expect(told(earlier, earlier.length)).toBe('it wrote nothing');
  });
});
