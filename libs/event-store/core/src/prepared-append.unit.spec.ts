import { InvalidAppend } from './errors';
import type { JsonObject, NewEvent } from './event-store.port';
import { MAX_DATA_BYTES, MAX_EVENTS_PER_APPEND, MAX_METADATA_BYTES, prepareAppend } from './prepared-append';

const ID = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const event = (change: Partial<NewEvent> = {}): NewEvent => ({
  id: ID,
  type: 'Happened',
  data: {},
  metadata: {},
  ...change,
});
const ofSize = (bytes: number): JsonObject => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) });

test('an append is turned into canonical bytes', () => {
  const { events } = prepareAppend('account-1', 'no-stream', [event({ data: { b: 1, a: 'é' } })]);
  expect(Buffer.from(events[0]?.dataBytes ?? []).toString()).toBe('{"a":"é","b":1}');
});

test('events of the greatest size are taken', () => {
  const biggest = event({ data: ofSize(MAX_DATA_BYTES), metadata: ofSize(MAX_METADATA_BYTES) });
  expect(prepareAppend('s', 0, [biggest]).events[0]?.dataBytes.length).toBe(MAX_DATA_BYTES);
});

test.each<[string, string, number | 'no-stream', NewEvent[]]>([
  ['no events', 's', 0, []],
  ['too many events', 's', 0, Array.from({ length: MAX_EVENTS_PER_APPEND + 1 }, () => event())],
  ['the same id twice', 's', 0, [event(), event()]],
  ['an id that is no UUID', 's', 0, [event({ id: 'mine' })]],
  ['an id in capitals, which the store would hand back in another form', 's', 0, [event({ id: ID.toUpperCase() })]],
  ['an empty type', 's', 0, [event({ type: '' })]],
  ['an empty stream name', '', 0, [event()]],
  ['a stream name with NUL', 's\0', 0, [event()]],
  ['a stream name that is too long', 's'.repeat(201), 0, [event()]],
  ['a negative version', 's', -1, [event()]],
  ['a fractional version', 's', 0.5, [event()]],
  ['data beyond the limit', 's', 0, [event({ data: ofSize(MAX_DATA_BYTES + 1) })]],
  ['metadata beyond the limit', 's', 0, [event({ metadata: ofSize(MAX_METADATA_BYTES + 1) })]],
  ['a lone surrogate', 's', 0, [event({ data: { a: '\ud800' } })]],
  ['a number that JSON cannot say', 's', 0, [event({ metadata: { a: NaN } })]],
])('%s: refused before anything is stored', (_, stream, expected, events) => {
  expect(() => prepareAppend(stream, expected, events)).toThrow(InvalidAppend);
});
