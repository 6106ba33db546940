import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataDirectory, openDataDirectory } from './data-directory';
import { ensureSecrets, type Secrets } from './secrets';

describe('the secrets of a data directory', () => {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-secrets-'));
  const directory = join(path, 'secrets');
  afterAll(() => rmSync(path, { recursive: true }));

  const ensure = (): Secrets => {
    const data: DataDirectory = openDataDirectory(path);
    try {
      return ensureSecrets(data);
    } finally {
      data.release();
    }
  };
  const change = (name: string, edit: (text: string) => string): (() => void) => {
    const file = join(directory, name);
    const text = readFileSync(file, 'utf8');
    expect(edit(text)).not.toBe(text);
    writeFileSync(file, edit(text));
    return () => writeFileSync(file, text);
  };

  test('are made once', () => {
    expect(ensure()).toEqual(ensure());
    expect(readdirSync(directory)).toHaveLength(8);
  });

  test.each([
    ['emptied', () => ''],
    ['cut off by a few characters', (text: string) => text.slice(0, -5)],
    ['cut off by half', (text: string) => text.slice(0, text.length / 2)],
    ['valid but void', () => '{}'],
  ])('are named, each of them, when they are %s', (_, edit) => {
    for (const name of readdirSync(directory)) {
      const restore = change(name, edit);
      expect(ensure).toThrow(
        `The file ${join(directory, name)} is damaged and what is stored cannot be read without it: put it back, or delete ${path} to start afresh.`,
      );
      restore();
    }
  });

  test('are named when they are missing', () => {
    const restore = change('root-key.json', () => '');
    rmSync(join(directory, 'root-key.json'));
    expect(ensure).toThrow(`The file ${join(directory, 'root-key.json')} is missing and what is stored`);
    restore();
  });

  test('have a fingerprint that another pepper or root key changes, and a further version does not', () => {
    const { fingerprint } = ensure();
    const other = Buffer.alloc(32, 7).toString('base64');
    for (const name of ['peppers.json', 'root-key.json']) {
      const restore = change(name, (text) => text.replace(/"1":"[^"]+"/, `"1":"${other}"`));
      expect(ensure().fingerprint).not.toBe(fingerprint);
      restore();
      const forget = change(name, (text) => text.replace('{"1"', `{"2":"${other}","1"`));
      expect(ensure().fingerprint).toBe(fingerprint);
      forget();
    }
  });
});
