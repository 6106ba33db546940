import { readMinPosition, setPosition } from './positions';

describe('positions', () => {
  test('a read may name the position it must not answer before', () => {
    expect(readMinPosition({})).toBeUndefined();
    expect(readMinPosition({ 'x-latchkey-min-position': 'log-1:00000000000000000018' })).toBe(
      'log-1:00000000000000000018',
    );
  });

  test.each(['', 'a b', 'a, b', 'a,b', 'ä', 'x'.repeat(201)])('%j is no position of any log', (given) => {
    expect(() => readMinPosition({ 'x-latchkey-min-position': given })).toThrow(
      expect.objectContaining({ classifier: 'unknown_position' }),
    );
  });

  test('a write names its own', () => {
    const headers: Record<string, string> = {};
    setPosition({ header: (name, value) => (headers[name] = value) }, 'log-1:18');
    expect(headers).toEqual({ 'x-latchkey-position': 'log-1:18' });
  });
});
