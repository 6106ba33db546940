import fc from 'fast-check';
import { encodeCursor } from './cursor';
import { defineList, parseListQuery } from './list-query';
import { q } from './query-parser';

const ID = '8c7e1b3a-1111-4222-8333-123456789abc';
const spec = defineList({
  sorts: { created_at: 'time', label: 'text', last_used_at: 'time-or-null' },
  filters: {
    status: q.oneOf(['active', 'all']),
    merchant_id: q.list(q.uuid),
    from: q.time,
    scheme: q.list(q.oneOfAnyCase(['VISA', 'JCB'])),
    q: q.text(5),
  },
});
const read = (query: Record<string, unknown>) => parseListQuery(query, spec);
const refusal = (query: Record<string, unknown>): unknown => {
  try {
    return read(query);
  } catch (error) {
    return error;
  }
};
const place = { by: 'created_at', direction: 'desc', value: '2026-11-23T10:00:00.123456Z', id: ID } as const;

describe('parseListQuery', () => {
  test('has defaults', () => {
    expect(read({})).toEqual({
      limit: 50,
      page: 1,
      offset: 0,
      cursor: null,
      sort: { by: 'created_at', direction: 'desc' },
      filters: {},
    });
  });

  test('reads limit and page', () => {
    expect(read({ limit: '500', page: '3' })).toMatchObject({ limit: 500, page: 3, offset: 1_000 });
  });

  test.each([
    ['created_at+asc', 'created_at', 'asc'],
    ['created_at asc', 'created_at', 'asc'],
    ['created_at+desc', 'created_at', 'desc'],
    ['created_at', 'created_at', 'desc'],
    ['label asc', 'label', 'asc'],
  ])('sort=%s', (sort, by, direction) => {
    expect(read({ sort }).sort).toEqual({ by, direction });
  });

  test('reads filters: several values, any case, dates as their UTC midnight', () => {
    const { filters } = read({
      merchant_id: `${ID.toUpperCase()}, ${ID}`,
      scheme: 'visa,Jcb,VISA',
      from: '2026-11-23',
      q: 'a b',
    });
    expect(filters).toEqual({
      merchant_id: [ID],
      scheme: ['VISA', 'JCB'],
      from: new Date('2026-11-23T00:00:00Z'),
      q: 'a b',
    });
  });

  test('a cursor brings its place and its sort; the same sort may be said again', () => {
    const expected = { cursor: place, page: null, offset: 0, sort: { by: 'created_at', direction: 'desc' } };
    expect(read({ cursor: encodeCursor(place) })).toMatchObject(expected);
    expect(read({ cursor: encodeCursor(place), sort: 'created_at desc', limit: '7' })).toMatchObject({
      ...expected,
      limit: 7,
    });
  });

  test.each([
    ['limit', { limit: '0' }],
    ['limit', { limit: '501' }],
    ['limit', { limit: '1.5' }],
    ['limit', { limit: '-1' }],
    ['limit', { limit: '1e2' }],
    ['limit', { limit: '' }],
    ['limit', { limit: ['1', '2'] }],
    ['page', { page: '0' }],
    ['page', { page: '9'.repeat(30) }],
    ['cursor', { page: '1', cursor: encodeCursor(place) }],
    ['cursor', { cursor: 'x' }],
    ['cursor', { cursor: encodeCursor({ ...place, by: 'size' }) }],
    ['cursor', { cursor: encodeCursor({ ...place, value: null }) }],
    ['cursor', { cursor: encodeCursor({ ...place, value: '2026-02-30T10:00:00Z' }) }],
    ['cursor', { cursor: encodeCursor({ ...place, id: 'x' }) }],
    ['cursor', { cursor: encodeCursor({ ...place, by: 'label', value: 'a\0' }) }],
    ['cursor', { cursor: encodeCursor(place), sort: 'created_at asc' }],
    ['sort', { sort: 'created_at sideways' }],
    ['sort', { sort: 'size asc' }],
    ['sort', { sort: '__proto__ asc' }],
    ['status', { status: 'ACTIVE' }],
    ['merchant_id', { merchant_id: 'x' }],
    ['merchant_id', { merchant_id: `${ID},` }],
    ['merchant_id', { merchant_id: Array(101).fill(ID).join(',') }],
    ['from', { from: '2026-02-30' }],
    ['from', { from: '2026-1-1' }],
    ['from', { from: '2026-11-23T10:00:00' }],
    ['from', { from: '0000-01-01' }],
    ['q', { q: 'abcdef' }],
    ['q', { q: 'a\0' }],
    ['constructor', { constructor: 'x' }],
    ['nothing_of_ours', { nothing_of_ours: '1' }],
  ])('a bad %s is refused by name: %j', (field, query) => {
    expect(refusal(query)).toMatchObject({ classifier: 'bad_query', errors: [{ field, message: expect.any(String) }] });
  });

  test('names all that is wrong, and no value', () => {
    const error = refusal({ limit: 'hunter2', x: 'hunter2', sort: 'hunter2', '4111111111111111': '1' });
    expect(error).toMatchObject({
      errors: expect.arrayContaining(
        ['limit', 'x', 'sort', '[redacted]'].map((field) => expect.objectContaining({ field })),
      ),
    });
    expect(JSON.stringify(error)).not.toMatch(/hunter2|4111/);
  });

  test.each([
    ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23t10:00z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23T10:00:00.5+02:00', '2026-11-23T08:00:00.500Z'],
    ['2026-11-23T10:00:00 02:00', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T10:00:00-0230', '2026-11-23T12:30:00.000Z'],
  ])('a time may have an offset: %s', (from, iso) => {
    expect(read({ from }).filters.from?.toISOString()).toBe(iso);
  });

  test('any cursor we make comes back as it was; any text is a cursor or refused', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 100 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(value, fc.uuid(), fc.constantFrom('asc', 'desc'), (text, id, direction) => {
        const cursor = { by: 'label', direction, value: text, id } as const;
        expect(read({ cursor: encodeCursor(cursor) }).cursor).toEqual(cursor);
      }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (cursor) => {
          expect(refusal({ cursor })).toMatchObject({ classifier: 'bad_query' });
        },
      ),
    );
  });
});
