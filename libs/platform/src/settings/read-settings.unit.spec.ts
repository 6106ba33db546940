import { z } from 'zod';
import { commonSettings, httpUrlsSetting, postgresUrlSetting } from './common-settings';
import { readSettings } from './read-settings';
import { SettingsError } from './settings-error';

const failure = (read: () => unknown): SettingsError => {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('expected a SettingsError');
};

describe('readSettings', () => {
  test('reads the common settings with their defaults', () => {
    expect(readSettings(commonSettings, { PORT: '0', ADMIN_PORT: '4405' })).toEqual({
      LATCHKEY_MODE: 'live',
      LOG_LEVEL: 'info',
      HOST: '127.0.0.1',
      PORT: 0,
      ADMIN_PORT: 4405,
    });
  });

  test('counts an empty or blank variable as not set', () => {
    const { HOST } = readSettings(commonSettings, { PORT: '1', ADMIN_PORT: '2', HOST: ' ' });
    expect(HOST).toBe('127.0.0.1');
  });

  test('names every variable that is missing or wrong and what is expected', () => {
    const env = { LATCHKEY_MODE: 'prod', LOG_LEVEL: 'loud', HOST: 'a b', PORT: '65536' };
    expect(failure(() => readSettings(commonSettings, env)).faults).toEqual([
      { name: 'LATCHKEY_MODE', reason: 'is wrong (live or test)' },
      { name: 'LOG_LEVEL', reason: 'is wrong (one of fatal, error, warn, info, debug, trace, silent)' },
      { name: 'HOST', reason: 'is wrong (a host name or address to listen on)' },
      { name: 'PORT', reason: 'is wrong (a port number from 0 to 65535; 0 is any free port)' },
      { name: 'ADMIN_PORT', reason: 'is not set (a port number from 0 to 65535; 0 is any free port)' },
    ]);
  });

  test('never repeats a value, whatever the schema', () => {
    const secret = 'hunter2-correct-horse';
    const shape = {
      A: z.enum(['x']),
      B: z.string().regex(/^a$/),
      C: z
        .string()
        .transform((text) => JSON.parse(text) as unknown)
        .pipe(z.strictObject({}))
        .catch(() => ({})),
      D: z.coerce.number(),
      E: z.url(),
      F: postgresUrlSetting,
      G: httpUrlsSetting,
      H: z
        .string()
        .transform((text) => ({ [text]: 1 }))
        .pipe(z.strictObject({})),
    };
    const { C: _, ...strict } = shape;
    const error = failure(() =>
      readSettings(strict, Object.fromEntries(Object.keys(shape).map((name) => [name, secret]))),
    );
    expect(error.faults.map(({ name }) => name)).toEqual(['A', 'B', 'D', 'E', 'F', 'G', 'H']);
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(secret);
  });

  test('splits URLs and drops their trailing slashes', () => {
    const { AUTH_URLS } = readSettings({ AUTH_URLS: httpUrlsSetting }, { AUTH_URLS: 'http://a:1/, https://b/x//' });
    expect(AUTH_URLS).toEqual(['http://a:1', 'https://b/x']);
  });
});
