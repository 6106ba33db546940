import { StoreUnavailable } from '@latchkey/event-store';
import { isoTime } from '@latchkey/replay';
import { account, eventsOf, key, keyCreated, keyFact, merchantAdded, opened, START_MS } from '@latchkey/replay/testing';
import { type Answer, type Client, items, operatorOf } from '../testing/client';
import { type AuditedService, startAuditedService } from './testing/audited-service';

let service: AuditedService;
let mine: Client;
let storeIsAway = false;
const log = [opened(0, 'ecosystem'), merchantAdded(0, 0), keyCreated(0, 1)].map((step) => ({ ...step, clock: 1_000 }));
const at = (seconds: number): string => isoTime(START_MS + seconds * 1_000);
const later = (ordinal: number, type: string) => {
  const step = keyFact(type, account(0), key(1), type === 'KeyLabeled' ? { label: 'Later' } : {});
  return eventsOf([{ ...step, clock: 60_000 * ordinal }]);
};

beforeAll(async () => {
  service = await startAuditedService({
    wrapStore: (store) => ({
      ...store,
      head: () => (storeIsAway ? Promise.reject(new StoreUnavailable('away')) : store.head()),
    }),
  });
  mine = operatorOf(service.url, account(0));
  const position = await service.append(eventsOf(log));
  expect((await mine.get('/audit/timeline', { 'x-latchkey-min-position': position })).status).toBe(200);
});
afterAll(() => service?.dispose());

const asOf = (time: string): Promise<Answer> => mine.get(`/audit/as-of?at=${time}&key_id=${key(1)}`);
const problemOf = ({ status, body }: Answer): string => `${status} ${String(body['classifier'])}`;
const now = (): string => new Date().toISOString();

test('while the index stands still, what it is past is answered, and nothing that it may lack', async () => {
  await service.stopFollower();
  const position = await service.append(later(1, 'KeyLabeled'));
  const [past, present] = await Promise.all([asOf(at(2.9)), asOf(now())]);
  expect([past.status, items(past.body['data'])[0]?.['status']]).toEqual([200, 'none']);
  expect(problemOf(present)).toBe('503 position_not_reached');
  // At the very time of the last event that is known, another may count.
  expect(problemOf(await asOf(at(3)))).toBe('503 position_not_reached');
  const behind = await mine.get('/audit/timeline', { 'x-latchkey-min-position': position });
  expect(problemOf(behind)).toBe('503 position_not_reached');
  const stale = await mine.get('/audit/timeline');
  expect([stale.status, items(stale.body['data']).length]).toEqual([200, 3]);
  const known = stale.headers.get('x-latchkey-position') ?? '';
  expect(known < position).toBe(true);
  await service.startFollower();
  const fresh = await mine.get('/audit/timeline', { 'x-latchkey-min-position': position });
  expect(items(fresh.body['data'])).toHaveLength(4);
  expect((fresh.headers.get('x-latchkey-position') ?? '') >= position).toBe(true);
  expect(items((await asOf(now())).body['data'])[0]?.['label']).toBe('Later');
});

test('while the store is away, what needs it is 503 and the settled past is answered', async () => {
  storeIsAway = true;
  const [past, present] = await Promise.all([asOf(at(2)), asOf(now())]);
  storeIsAway = false;
  expect(past.status).toBe(200);
  expect(problemOf(present)).toBe('503 store_unavailable');
});

test('from an event on that is not understood, nothing is said of what was true; it is listed all the same', async () => {
  const position = await service.append(later(5, 'KeySuspended'));
  const timeline = await mine.get('/audit/timeline?limit=1', { 'x-latchkey-min-position': position });
  expect(items(timeline.body['data'])).toMatchObject([{ type: 'KeySuspended', data: {} }]);
  expect(problemOf(await asOf(now()))).toBe('503 audit_unavailable');
  const whoCould = (time: string) => mine.get(`/audit/who-could?feature=tokens.read&at=${time}`);
  expect(problemOf(await whoCould(now()))).toBe('503 audit_unavailable');
  expect([(await asOf(at(60))).status, (await whoCould(at(60))).status]).toEqual([200, 200]);
});
