import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutLogs } from './log-files';

describe('log files', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-logs-'));
  const at = (name: string): string => join(directory, name);
  const text = (name: string): string => readFileSync(at(name), 'utf8');
  afterAll(() => rmSync(directory, { recursive: true }));

  test('that are too long are emptied under their writer, and what they held is kept until the next time', () => {
    const writer = openSync(at('auth.log'), 'a', 0o600);
    for (const line of ['first part\n', 'second part\n', 'third part\n']) {
      writeSync(writer, line);
      expect(cutLogs(directory, 5)).toBe('');
    }
    writeSync(writer, 'now\n');
    closeSync(writer);
    expect([text('auth.log'), text('auth.log.1')]).toEqual(['now\n', 'third part\n']);
  });

  test('that are not are left alone, and so is what is no log', () => {
    writeFileSync(at('small.log'), 'x');
    writeFileSync(at('other'), 'xxxxxx');
    expect(cutLogs(directory, 5)).toBe('');
    expect([text('small.log'), text('other')]).toEqual(['x', 'xxxxxx']);
  });

  test('are emptied even where their contents cannot be kept, which is told', () => {
    writeFileSync(at('full.log'), 'xxxxxx');
    mkdirSync(at('full.log.1'));
    expect(cutLogs(directory, 5)).toMatch(/^E[A-Z]+$/);
    expect(text('full.log')).toBe('');
  });

  test('that are gone end nothing', () => {
    expect(cutLogs(at('nowhere'), 5)).toBe('ENOENT');
  });
});
