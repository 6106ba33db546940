import { shortenBody, shortenKeys } from './shorten';

const KEY = `lk_test_${'a'.repeat(22)}_${'b'.repeat(49)}`;

describe('what the tour prints', () => {
  test('shows a key’s beginning and end, never enough to use it', () => {
    expect(shortenKeys(`x-api-key: ${KEY}`)).toBe('x-api-key: lk_test_aaaaaa…bbbb');
    expect(shortenBody({ secret: KEY })).not.toContain('b'.repeat(5));
  });
  test('leaves a display form as it is', () => {
    expect(shortenKeys('lk_test_3fK9aB…x7Qe')).toBe('lk_test_3fK9aB…x7Qe');
  });
  test('cuts long lists and says by how much', () => {
    expect(shortenBody({ data: [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }] })).toContain('… and 2 more');
  });
});
