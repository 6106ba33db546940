import { InvalidAppend } from './errors';
import { eventId } from './event-id';
import type { JsonObject, NewEvent } from './event-store.port';
import {
  fitsOneAppend,
  MAX_APPEND_BYTES,
  MAX_DATA_BYTES,
  MAX_EVENTS_PER_APPEND,
  MAX_METADATA_BYTES,
  prepareAppend,
} from './prepared-append';

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

test.each<[string, NewEvent[], boolean]>([
  ['as many events as there may be', events(MAX_EVENTS_PER_APPEND, 100), true],
  ['one more', events(MAX_EVENTS_PER_APPEND + 1, 100), false],
  ['as many bytes as there may be', events(4, MAX_APPEND_BYTES / 4 - 2), true],
  ['one byte more', [...events(3, MAX_APPEND_BYTES / 4 - 2), ...events(1, MAX_APPEND_BYTES / 4 - 1, 3)], false],
  ['an event that is too large', events(1, MAX_DATA_BYTES + 1), false],
])('%s: whoever asks before is told what the append would be', (_, events, fits) => {
  expect(fitsOneAppend(events)).toBe(fits);
  const append = () => prepareAppend('s', 0, events);
  if (fits) expect(append().events).toHaveLength(events.length);
  else expect(append).toThrow(InvalidAppend);
});

/** Each with `bytes` of data, and two of metadata. */
function events(count: number, bytes: number, from = 0): NewEvent[] {
  return Array.from({ length: count }, (_, index) => event({ id: eventId(ID, from + index), data: ofSize(bytes) }));
}
