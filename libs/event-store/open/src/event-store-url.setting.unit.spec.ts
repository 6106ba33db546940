import { readSettings } from '@latchkey/platform';
import { eventStoreUrlSetting } from './event-store-url.setting';

const read = (url: string) =>
  readSettings({ EVENT_STORE_URL: eventStoreUrlSetting.optional() }, { EVENT_STORE_URL: url });

test.each([
  'postgres://anna:hunter2@localhost:5432/log',
  'postgresql://localhost/log',
  'esdb://anna:hunter2@one:2113,two:2113',
  'esdb+discover://anna:hunter2@cluster',
  'esdb://localhost:2113?tls=false',
])('%s names a store', (url) => {
  expect(read(url)).toEqual({ EVENT_STORE_URL: url });
});

test('none is none', () => {
  expect(read('')).toEqual({});
});

test.each([
  ['mysql://anna:hunter2@db/x', /is none of postgres:\/\//],
  ['hunter2', /is none of postgres:\/\//],
  ['kurrentdb+discover://anna:hunter2@db', /is none of postgres:\/\//],
  ['esdb://hunter2:2113', /names no user and password/],
  ['esdb://anna:hunter2@one?nodePreference=follower', /must leave nodepreference at leader/],
])('%s: one sentence that names the setting and shows no value', (url, message) => {
  expect(() => read(url)).toThrow(/^bad settings: EVENT_STORE_URL is wrong/);
  expect(() => read(url)).toThrow(message);
  expect(() => read(url)).not.toThrow(/hunter2|anna/);
});
