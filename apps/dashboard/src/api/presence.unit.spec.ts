import { jest } from '@jest/globals';
import { watchPresence, withPresence } from './presence';

const HEADER = 'x-latchkey-background';
const read = (): Request => new Request('http://localhost:4400/api-keys');
const isBackground = (request: Request): boolean => withPresence(request).headers.get(HEADER) === 'true';

let now = performance.now();
beforeAll(() => void jest.spyOn(performance, 'now').mockImplementation(() => now));
afterAll(() => void jest.restoreAllMocks());

test.each(['pointerdown', 'keydown', 'wheel', 'touchmove'])(
  'what is read within a minute of a %s is read for somebody, later by the page itself',
  (type) => {
    const page = new EventTarget();
    watchPresence(page);
    now += 3_600_000;
    expect(isBackground(read())).toBe(true);
    page.dispatchEvent(new Event(type));
    now += 60_000;
    expect(isBackground(read())).toBe(false);
    now += 1;
    expect(isBackground(read())).toBe(true);
  },
);

test('what is written was somebody’s doing', () => {
  now += 3_600_000;
  expect(isBackground(new Request('http://localhost:4400/api-keys', { method: 'POST' }))).toBe(false);
});
