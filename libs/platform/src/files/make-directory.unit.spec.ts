import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDirectory } from './make-directory';

describe('making a directory', () => {
  const parent = mkdtempSync(join(tmpdir(), 'latchkey-directory-'));
  afterAll(() => rmSync(parent, { recursive: true }));

  test('makes those above it, closed to others, and may be repeated', () => {
    for (let time = 1; time <= 2; time++) makeDirectory(join(parent, 'a', 'b', 'c'));
    expect(statSync(join(parent, 'a')).mode & 0o777).toBe(0o700);
    expect(statSync(join(parent, 'a', 'b', 'c')).mode & 0o777).toBe(0o700);
  });

  test('is open to others where that is asked for', () => {
    makeDirectory(join(parent, 'open', 'too'), 0o755);
    expect(statSync(join(parent, 'open')).mode & 0o777).toBe(0o755);
    expect(statSync(join(parent, 'open', 'too')).mode & 0o777).toBe(0o755);
  });

  test('fails where the system has no place for one', () => {
    const place = existsSync('/proc/self') ? '/proc' : join(parent, 'nothing\0');
    expect(() => makeDirectory(join(place, 'x', 'y'))).toThrow(/ENOENT|null bytes/);
  });

  test('fails below a file', () => {
    writeFileSync(join(parent, 'file'), '');
    expect(() => makeDirectory(join(parent, 'file', 'x', 'y'))).toThrow(/ENOTDIR/);
  });
});
