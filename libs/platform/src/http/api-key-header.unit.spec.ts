import { readApiKeyHeader } from './api-key-header';

describe('readApiKeyHeader', () => {
  test('gives the one key', () => {
    expect(readApiKeyHeader({ 'x-api-key': 'k' })).toBe('k');
  });

  test.each([
    [{}, 'missing_api_key'],
    [{ 'x-api-key': '' }, 'missing_api_key'],
    [{ 'x-api-key': 'a, b' }, 'duplicate_api_key'],
    [{ 'x-api-key': ['a', 'b'] }, 'duplicate_api_key'],
  ])('%j is %s', (headers, classifier) => {
    expect(() => readApiKeyHeader(headers)).toThrow(expect.objectContaining({ classifier }));
  });
});
