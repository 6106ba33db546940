import { decodeCursor } from './cursor';
import { paginate } from './paginate';

const ID = '8c7e1b3a-1111-4222-8333-123456789abc';
const sort = { by: 'created_at', direction: 'desc' } as const;
const rows = (count: number) => Array.from({ length: count }, (_, n) => `2026-11-23T10:00:00.${n}Z`);
const page = (query: { limit: number; page: number | null }, count: number, total: number | null) =>
  paginate(
    { ...query, sort },
    { rows: rows(count), total, toItem: (at) => ({ at }), placeOf: (at) => ({ value: at, id: ID }) },
  );

describe('paginate', () => {
  test('a page in the middle shows its size, the totals and where the next one begins', () => {
    const { data, pagination } = page({ limit: 2, page: 2 }, 3, 5);
    expect(data).toEqual([{ at: '2026-11-23T10:00:00.0Z' }, { at: '2026-11-23T10:00:00.1Z' }]);
    expect(pagination).toEqual({
      current_page: 2,
      page_size: 2,
      total_items: 5,
      total_pages: 3,
      next_cursor: expect.any(String),
    });
    expect(decodeCursor(pagination.next_cursor ?? '', { created_at: 'time' })).toEqual({
      ...sort,
      value: '2026-11-23T10:00:00.1Z',
      id: ID,
    });
  });

  test.each([0, 1, 2])('the last page, of %i items, has no next cursor', (count) => {
    expect(page({ limit: 2, page: 1 }, count, count).pagination.next_cursor).toBeNull();
  });

  test('an empty list has no pages', () => {
    expect(page({ limit: 50, page: 1 }, 0, 0)).toEqual({
      data: [],
      pagination: { current_page: 1, page_size: 50, total_items: 0, total_pages: 0, next_cursor: null },
    });
  });

  test('totals are exact up to 10,000, then a lower bound', () => {
    expect(page({ limit: 50, page: 1 }, 0, 10_000).pagination).toEqual(
      expect.not.objectContaining({ total_is_lower_bound: true }),
    );
    expect(page({ limit: 50, page: 1 }, 0, 10_000).pagination).toMatchObject({ total_items: 10_000, total_pages: 200 });
    expect(page({ limit: 50, page: 1 }, 0, 10_001).pagination).toMatchObject({
      total_items: 10_000,
      total_is_lower_bound: true,
    });
  });

  test('in cursor mode page and totals are null', () => {
    expect(page({ limit: 2, page: null }, 2, 99).pagination).toEqual({
      current_page: null,
      page_size: 2,
      total_items: null,
      total_pages: null,
      next_cursor: null,
    });
  });
});
