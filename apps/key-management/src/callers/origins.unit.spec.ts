import type { Mode } from '@latchkey/platform';
import { createOrigins } from './origins';

const isAllowed = (options: { dashboardUrl?: string; mode: Mode }, headers: Record<string, string>): boolean => {
  try {
    createOrigins({ dashboardUrl: undefined, ...options }).require(headers);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ status: 403, classifier: 'origin_forbidden' });
    return false;
  }
};

describe('with DASHBOARD_URL a request is taken from that origin', () => {
  const live = { dashboardUrl: 'https://keys.acme.example', mode: 'live' } as const;
  const host = 'keys.acme.example';
  test.each([
    [true, { origin: 'https://keys.acme.example', host }],
    [true, { origin: 'https://keys.acme.example', host: 'internal:8080' }],
    [false, { host }],
    [false, { origin: 'null', host }],
    [false, { origin: '', host }],
    [false, { origin: 'http://keys.acme.example', host }],
    [false, { origin: 'https://keys.acme.example:8443', host }],
    [false, { origin: 'https://keys.acme.example/', host }],
    [false, { origin: 'https://KEYS.acme.example', host }],
    [false, { origin: 'https://keys.acme.example.evil.example', host }],
    [false, { origin: 'https://evil.example', host: 'evil.example' }],
    [false, { origin: 'https://user@keys.acme.example', host }],
    [false, { origin: 'https://keys.acme.example, https://evil.example', host }],
    [false, { origin: 'http://localhost:4400', host: 'localhost:4400' }],
    [false, { origin: 'rubbish', host }],
  ])('%s: %j', (allowed, headers) => {
    expect(isAllowed(live, headers)).toBe(allowed);
  });
});

describe('in mode test also from this machine, by the name that the request was sent to', () => {
  const onThisMachine = { dashboardUrl: 'http://127.0.0.1:4400', mode: 'test' } as const;
  test.each([
    [true, { origin: 'http://localhost:4400', host: 'localhost:4400' }],
    [true, { origin: 'http://[::1]:4400', host: '[::1]:4400' }],
    [true, { origin: 'http://localhost', host: 'localhost:80' }],
    [false, { origin: 'http://localhost:5173', host: 'localhost:4400' }],
    [false, { origin: 'http://localhost:4400', host: '127.0.0.1:4400' }],
    [false, { origin: 'http://rebound.example:4400', host: 'rebound.example:4400' }],
    [false, { origin: 'http://localhost.evil.example:4400', host: 'localhost.evil.example:4400' }],
  ])('%s: %j', (allowed, headers) => {
    expect(isAllowed(onThisMachine, headers)).toBe(allowed);
  });
});

describe('without DASHBOARD_URL from the host that the request was sent to', () => {
  test.each([
    [true, { origin: 'https://keys.acme.example', host: 'keys.acme.example' }],
    [true, { origin: 'https://keys.acme.example', host: 'keys.acme.example:443', 'sec-fetch-site': 'same-origin' }],
    [false, { origin: 'https://keys.acme.example', host: 'keys.acme.example', 'sec-fetch-site': 'same-site' }],
    [false, { origin: 'https://keys.acme.example', host: 'keys.acme.example', 'sec-fetch-site': 'cross-site' }],
    [false, { origin: 'https://other.acme.example', host: 'keys.acme.example' }],
    [false, { origin: 'https://keys.acme.example' }],
    [false, { host: 'keys.acme.example' }],
  ])('%s: %j', (allowed, headers) => {
    expect(isAllowed({ mode: 'live' }, headers as Record<string, string>)).toBe(allowed);
  });
});
