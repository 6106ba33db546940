import { createInMemoryEventStore, type Position } from '@latchkey/event-store';
import { until } from '../testing/until';
import type { UsesPage } from './last-used.port';
import { createUsesFollower, type UsesFollower, type UsesFollowerOptions } from './uses-follower';

const page = (cursor: string, hasMore = false): UsesPage => ({
  uses: [{ keyId: `key-${cursor}`, usedAt: '2026-11-23T09:00:00.000Z' }],
  cursor,
  hasMore,
});

let cursor: string | undefined;
let pages: UsesPage[];
let applied: string[];
let lines: string[];
let stop: () => Promise<void>;

const follow = (change: Partial<UsesFollowerOptions> = {}): UsesFollower => {
  const log = createInMemoryEventStore();
  const follower = createUsesFollower({
    source: { after: async (from) => pages[Number(from ?? 0)] ?? { uses: [], cursor: from ?? '', hasMore: false } },
    store: {
      cursor: async () => cursor,
      apply: async (taken, from, holds) => {
        if (from !== cursor || !holds(await log.head())) return false;
        cursor = taken.cursor;
        applied.push(cursor);
        return true;
      },
    },
    log,
    reached: async () => true,
    logger: { warn: (_, message) => void lines.push(message), info: (message) => void lines.push(message) },
    everyMs: 1,
    ...change,
  });
  const stopping = new AbortController();
  const running = follower.run(stopping.signal);
  stop = () => {
    stopping.abort();
    return running;
  };
  return follower;
};

beforeEach(() => {
  cursor = undefined;
  pages = [page('1', true), page('2', true), page('3')];
  applied = [];
  lines = [];
});
afterEach(() => stop());

const arrived = () => until(async () => cursor === '3');

describe('the follower of last uses', () => {
  test('applies page after page to the end, each once, and what comes later', async () => {
    const follower = follow();
    await arrived();
    await until(async () => follower.caughtUpAt() !== undefined);
    pages.push(page('4'));
    await until(async () => cursor === '4');
    expect([applied, lines]).toEqual([['1', '2', '3', '4'], []]);
  });

  test('applies nothing before the read model holds what was in the log: a key may be younger than its row', async () => {
    let isReached = false;
    let asked = 0;
    const follower = follow({ reached: async () => (asked++, isReached) });
    await until(async () => asked > 3);
    expect([applied, follower.caughtUpAt()]).toEqual([[], undefined]);
    isReached = true;
    await arrived();
  });

  test('looks again under the lock: a read model that was just thrown away takes nothing', async () => {
    const log = createInMemoryEventStore();
    const { position } = await log.append('apikey-x', 'no-stream', [
      { id: '00000000-0000-4000-8000-000000000001', type: 'KeyRevoked', data: {}, metadata: {} },
    ]);
    const seen: boolean[] = [];
    const beforeIt = `${position.split(':')[0]}:${'0'.repeat(position.split(':')[1]?.length ?? 0)}` as Position;
    const ofAnotherLog = (await createInMemoryEventStore().head()) as Position;
    const apply: UsesFollowerOptions['store']['apply'] = async (_page, _from, holds) => {
      seen.push(holds(beforeIt), holds(ofAnotherLog), holds(position));
      return false;
    };
    follow({ log, store: { cursor: async () => undefined, apply } });
    await until(async () => seen.length >= 3);
    expect(seen.slice(0, 3)).toEqual([false, false, true]);
  });

  test('goes on where another replica has got to', async () => {
    follow();
    await arrived();
    cursor = '1';
    await until(async () => applied.length === 5);
    expect(applied).toEqual(['1', '2', '3', '2', '3']);
  });

  test.each<[string, (fail: () => void) => Partial<UsesFollowerOptions>]>([
    [
      'auth',
      (fail) => ({
        source: {
          after: async (from) => (fail(), pages[Number(from ?? 0)] ?? { uses: [], cursor: from ?? '', hasMore: false }),
        },
      }),
    ],
    ['the database', (fail) => ({ reached: async () => (fail(), true) })],
  ])('goes on when %s was away; an outage is one line, and its end another', async (_, broken) => {
    let failures = 0;
    follow(
      broken(() => {
        if (++failures <= 4) throw new Error('away');
      }),
    );
    await arrived();
    await until(async () => lines.length === 2);
    expect(lines).toEqual(['cannot follow the last uses of keys', 'last uses of keys are followed again']);
    expect(applied).toEqual(['1', '2', '3']);
  });
});
