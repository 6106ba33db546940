import { existsSync } from 'node:fs';
import { createDisposableDirectory } from './disposable-directory';

describe('a disposable directory', () => {
  test('goes even if it is given up before its cleaner is up', async () => {
    const directory = createDisposableDirectory('data');
    expect(existsSync(directory.path)).toBe(true);
    await directory.dispose();
    expect(existsSync(directory.path)).toBe(false);
  });
});
