import { readSettings, SettingsError } from '@latchkey/platform';
import { readSignInSettings, signInShape } from './sign-in.settings';

const read = (env: Record<string, string>, mode: 'live' | 'test' = 'live') =>
  readSignInSettings({ ...readSettings(signInShape, env), LATCHKEY_MODE: mode });

test('nothing has to be set', () => {
  expect(read({})).toEqual({
    dashboardUrl: undefined,
    mailDirectory: undefined,
    trustedProxies: [],
    lifetimes: { idleMs: 1_800_000, absoluteMs: 43_200_000, freshMs: 900_000 },
  });
});

test('what is set is taken', () => {
  const { dashboardUrl, trustedProxies, lifetimes } = read({
    DASHBOARD_URL: 'https://Keys.acme.example:443/',
    TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1,2001:db8::/32',
    SESSION_IDLE_SECONDS: '60',
    SESSION_LIFETIME_SECONDS: '3600',
    SESSION_FRESH_SECONDS: '30',
  });
  expect(dashboardUrl).toBe('https://keys.acme.example');
  expect(trustedProxies).toEqual(['10.0.0.0/8', '127.0.0.1', '2001:db8::/32']);
  expect(lifetimes).toEqual({ idleMs: 60_000, absoluteMs: 3_600_000, freshMs: 30_000 });
});

test('in mode live the dashboard is reached by https; in mode test it need not be', () => {
  expect(() => read({ DASHBOARD_URL: 'http://keys.acme.example' })).toThrow(
    'bad settings: DASHBOARD_URL must begin with https:// in mode live, for passwords and sessions go there',
  );
  expect(read({ DASHBOARD_URL: 'http://127.0.0.1:4400' }, 'test').dashboardUrl).toBe('http://127.0.0.1:4400');
});

test.each([
  ['DASHBOARD_URL', 'keys.acme.example'],
  ['DASHBOARD_URL', 'ftp://keys.acme.example'],
  ['DASHBOARD_URL', 'https://keys.acme.example/dashboard'],
  ['DASHBOARD_URL', 'https://keys.acme.example/?a=b'],
  ['DASHBOARD_URL', 'https://ada:pw@keys.acme.example'],
  ['DASHBOARD_URL', 'https://a.example,https://b.example'],
  ['TRUSTED_PROXIES', 'proxy.acme.example'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', '10.0.0.0/8/8'],
  ['TRUSTED_PROXIES', '192.168.0.0/'],
  ['TRUSTED_PROXIES', '10.0.0.1,'],
  ['TRUSTED_PROXIES', 'loopback'],
  ['SESSION_IDLE_SECONDS', '4'],
  ['SESSION_IDLE_SECONDS', '86401'],
  ['SESSION_IDLE_SECONDS', '1e3'],
  ['SESSION_LIFETIME_SECONDS', '604801'],
  ['SESSION_LIFETIME_SECONDS', '-1'],
  ['SESSION_FRESH_SECONDS', '0'],
  ['MAIL_DIRECTORY', '/nowhere/at/all'],
])('%s as %s is refused by its name, without the value', (name, value) => {
  const reading = () => read({ [name]: value });
  expect(reading).toThrow(SettingsError);
  expect(reading).toThrow(`bad settings: ${name} `);
  expect(reading).not.toThrow(new RegExp(`\\b${value.replace(/[^\w]/g, '\\$&')}\\b`));
});

test('a session cannot be idle for longer than it lasts', () => {
  expect(() => read({ SESSION_IDLE_SECONDS: '3600', SESSION_LIFETIME_SECONDS: '600' })).toThrow(
    'SESSION_IDLE_SECONDS must not be more than SESSION_LIFETIME_SECONDS',
  );
});
