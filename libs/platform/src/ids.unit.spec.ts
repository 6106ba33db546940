import { isUuid, newId } from './ids';

describe('ids', () => {
  test('new ids are UUIDs of version 4, all different', () => {
    const ids = Array.from({ length: 1_000 }, newId);
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.every((id) => isUuid(id) && id[14] === '4' && id === id.toLowerCase())).toBe(true);
  });

  test.each(['', 'x', '8c7e1b3a-1111-4222-8333-123456789ab', '{8c7e1b3a-1111-4222-8333-123456789abc}', 42, undefined])(
    '%j is no UUID',
    (text) => {
      expect(isUuid(text)).toBe(false);
    },
  );
});
