import { ownPath } from './own-path';

const ORIGIN = 'http://localhost:4400';

test.each(['/settings/api-keys', '/settings/api-keys/8c7e?x=1#y', '/settings/api-keys?q=a%2Fb', '/'])(
  'after signing in one may go to %s',
  (next) => {
    expect(ownPath(next, ORIGIN)).toBe(next);
  },
);

test.each([
  undefined,
  '',
  'settings',
  '//evil.example',
  '//evil.example/settings',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/../..//evil.example',
  '/%2e%2e//evil.example',
  '/settings\\..\\..\\\\evil.example',
  'https:',
  'https:evil.example',
  'https://evil.example/',
  'http://localhost:4400@evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\u0000/evil.example',
  '/sign-in?next=/sign-in',
])('%j leads to the start page instead', (next) => {
  expect(ownPath(next, ORIGIN)).toBe('/');
});

test('whatever it is given, the browser stays on this origin', () => {
  for (const next of ['/.//evil', '/%2f/evil', '/a//b', '/;//evil', '/@evil.example', '/settings//x'])
    expect(new URL(ownPath(next, ORIGIN), ORIGIN).origin).toBe(ORIGIN);
});
