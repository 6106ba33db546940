import { type Delivery, followLog, type Position, StoreUnavailable, UnknownPosition } from '@latchkey/event-store';
import { repositoryRoot } from '@latchkey/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inspect } from 'node:util';
import { createEsdbConnection } from './esdb-connection';
import { parseEsdbUrl } from './connection-string';
import { renewLogId } from './log-identity';
import { createTestStage, someEvent, someStream, type TestStage } from './testing/test-stage';

const never = new AbortController().signal;

describe('traps of reading', () => {
  let stage: TestStage;
  beforeEach(async () => void (stage = await createTestStage()));
  afterEach(() => stage.close());

  type Store = ReturnType<TestStage['open']>;
  const fill = async (store: Store, count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const event = someEvent();
      await store.append(someStream(), 'no-stream', [event]);
      ids.push(event.id);
    }
    return ids;
  };
  const subscribe = (store: Store, after?: Position) =>
    store.subscribe({ streamPrefixes: [], after }, never)[Symbol.asyncIterator]();
  const pull = async (deliveries: AsyncIterator<Delivery>): Promise<Delivery> => (await deliveries.next()).value;
  /** Up to and with the first `caught-up`. */
  const catchUp = async (deliveries: AsyncIterator<Delivery>): Promise<Delivery[]> => {
    const seen: Delivery[] = [];
    do seen.push(await pull(deliveries));
    while (seen.at(-1)?.kind !== 'caught-up');
    return seen;
  };
  const idsOf = (deliveries: readonly Delivery[]) =>
    deliveries.flatMap((delivery) => (delivery.kind === 'event' ? [delivery.event.id] : []));

  test('checkpoints on arrival: none is handed out, and no caught-up, before all that it covers', async () => {
    const store = stage.open({ pageSize: 3 });
    const ids = await fill(store, 10);
    const deliveries = await catchUp(subscribe(store));
    const covered = deliveries.map((delivery, index) => {
      if (delivery.kind === 'event') return true;
      const handedOver = idsOf(deliveries.slice(0, index));
      const behind = stage.double.log.records.filter(
        ({ id, at }) => ids.includes(id) && BigInt(at) <= BigInt(delivery.position.split(':')[1]?.slice(0, 20) ?? ''),
      );
      return behind.every(({ id }) => handedOver.includes(id));
    });
    expect(covered).not.toContain(false);
    expect(deliveries.at(-1)).toEqual({ kind: 'caught-up', position: await store.head() });
    expect(stage.double.faults.calls.subscribe).toBe(0);
  });

  test('an answer that simply ends is not the end of the log: no caught-up before what is left out', async () => {
    const store = stage.open();
    const ids = await fill(store, 6);
    const deliveries = subscribe(store);
    stage.double.faults.next('readAll', { kind: 'none' });
    stage.double.faults.next('readAll', { kind: 'end', after: 4 });
    expect(idsOf(await catchUp(deliveries))).toEqual(ids);
  });

  test('an answer that ends before it says anything is asked for again, and counts as an outage when it stays so', async () => {
    const store = stage.open({ readDeadlineMs: 500 });
    const ids = await fill(store, 2);
    for (const before of [0, 1]) {
      if (before === 1) stage.double.faults.next('readAll', { kind: 'none' });
      stage.double.faults.next('readAll', { kind: 'end' });
      expect(idsOf(await catchUp(subscribe(store)))).toEqual(ids);
    }
    stage.double.faults.next('readAll', { kind: 'end' }, Infinity);
    await expect(pull(subscribe(store))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('a stream whose answer simply ends is not shorter for it', async () => {
    const store = stage.open();
    const stream = someStream();
    await store.append(stream, 'no-stream', [someEvent(), someEvent(), someEvent()]);
    for (const fault of [{ kind: 'end' }, { kind: 'end', after: 1 }] as const) {
      for (const lostOne of [0, 1]) {
        if (lostOne === 1) stage.double.faults.next('readStream', { kind: 'none' });
        stage.double.faults.next('readStream', fault);
        expect(await Array.fromAsync(store.read(stream))).toHaveLength(3);
        stage.double.faults.clear();
      }
    }
  });

  test('dropped connections: the follower goes on from its checkpoint, loses nothing and repeats nothing', async () => {
    const store = stage.open({ pageSize: 5 });
    const ids = await fill(store, 40);
    let checkpoint: Position | undefined;
    const handled: string[] = [];
    const abort = new AbortController();
    const head = await store.head();
    let drops = 0;
    await followLog({
      store,
      streamPrefixes: [],
      signal: abort.signal,
      backoffMs: { min: 1, max: 5 },
      checkpoint: { load: async () => checkpoint, reset: async (reason) => Promise.reject(new Error(reason)) },
      handle: ({ events, position }) => {
        handled.push(...events.map(({ id }) => id));
        checkpoint = position;
        if (drops++ < 4) stage.double.faults.next('readAll', { kind: 'drop' }, 2);
        if (position === head) abort.abort();
      },
    });
    expect(handled).toEqual(ids);
    expect(drops).toBeGreaterThan(4);
  });

  test('silence: a server that accepts and says nothing counts as an outage, and is used again when it speaks', async () => {
    const store = stage.open({ readDeadlineMs: 300 });
    const ids = await fill(store, 1);
    stage.double.front.setMode('swallow');
    await expect(pull(subscribe(store))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(Array.fromAsync(store.read('account-1'))).rejects.toBeInstanceOf(StoreUnavailable);
    stage.double.front.setMode('pass');
    await fromNowOn(() => store.head());
    expect(idsOf(await catchUp(subscribe(store)))).toEqual(ids);
  });

  test('a connection that is dead without saying so is given up for a new one, not waited for', async () => {
    const store = stage.open({ readDeadlineMs: 400, appendDeadlineMs: 1_000 });
    await fill(store, 1);
    stage.double.front.forget();
    await fromNowOn(() => store.head(), 5_000);
    await fromNowOn(() => store.append(someStream(), 'no-stream', [someEvent()]), 5_000);
  });

  test('no server: told at once, and used again when it is back', async () => {
    const store = stage.open({ appendDeadlineMs: 1_000, readDeadlineMs: 1_000 });
    await fill(store, 1);
    stage.double.front.setMode('refuse');
    stage.double.cut();
    for (let round = 0; round < 3; round++) {
      await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
      const error = await store.append(someStream(), 'no-stream', [someEvent()]).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect((error as Error).message).toMatch(
        /^the event store that EVENT_STORE_URL names cannot be reached.*nothing was stored$/,
      );
    }
    stage.double.front.setMode('pass');
    await fromNowOn(() => store.head());
    await expect(store.append(someStream(), 'no-stream', [someEvent()])).resolves.toMatchObject({ version: 0 });
  });

  test('wrong credentials: one clear sentence that names the setting, and the password nowhere', async () => {
    const url = stage.double.url.replace('esdb://', 'esdb://anna:not-4-logs@');
    const store = stage.open({ url });
    stage.double.faults.next('readStream', { kind: 'refuse' }, Infinity);
    stage.double.faults.next('append', { kind: 'refuse' }, Infinity);
    const attempts = [store.head(), store.append(someStream(), 'no-stream', [someEvent()]), pull(subscribe(store))];
    for (const outcome of await Promise.allSettled(attempts)) {
      expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
      const { reason } = outcome as PromiseRejectedResult;
      expect((reason as Error).message).toContain('refuses the user or the password in EVENT_STORE_URL');
      expect(inspect(reason, { depth: 20, showHidden: true })).not.toContain('not-4-logs');
    }
  });

  test('commit and prepare position are both in a position, and both are sent to resume from it', async () => {
    const store = stage.open();
    const ids = await fill(store, 3);
    const [first] = await catchUp(subscribe(store));
    const { at } = stage.double.log.records.find(({ id }) => id === ids[0]) ?? { at: 0 };
    const digits = (value: number) => String(value).padStart(20, '0');
    if (first?.kind !== 'event') throw new Error('an event comes first');
    expect(first.event.position.split(':')[1]).toBe(digits(at) + digits(at - 7));
    expect(idsOf(await catchUp(subscribe(store, first.event.position)))).toEqual(ids.slice(1));
  });

  test('records of the server’s own are skipped, and no checkpoint is where they are: they do not stay', async () => {
    const store = stage.open({ pageSize: 4 });
    const noise = () => Array.from({ length: 250 }, () => stage.double.log.writeSystemRecord());
    noise();
    const ids = await fill(store, 2);
    const head = await store.head();
    const deliveries = subscribe(store);
    noise();
    const first = await catchUp(deliveries);
    expect(idsOf(first)).toEqual(ids);
    expect(first.at(-1)).toEqual({ kind: 'caught-up', position: head });
    expect(await store.head()).toBe(head);
    const before = stage.double.faults.calls.readAll;
    noise();
    expect(await store.head()).toBe(head);
    expect(await store.head()).toBe(head);
    expect(stage.double.faults.calls.readAll - before).toBeLessThan(10);
    ids.push(...(await fill(store, 1)));
    expect(idsOf(await catchUp(deliveries))).toEqual(ids.slice(2));
  });

  test('a position beyond the end of the log, or between its records, is refused', async () => {
    const store = stage.open();
    await fill(store, 3);
    const head = await store.head();
    const [logId, digits = ''] = head.split(':');
    const moved = (by: bigint) => {
      const [commit, prepare] = [digits.slice(0, 20), digits.slice(20)].map((text) =>
        String(BigInt(text) + by).padStart(20, '0'),
      );
      return `${logId}:${commit}${prepare}` as Position;
    };
    await expect(pull(subscribe(store, moved(1_000n)))).rejects.toBeInstanceOf(UnknownPosition);
    await expect(pull(subscribe(store, moved(-20n)))).rejects.toBeInstanceOf(UnknownPosition);
    await expect(pull(subscribe(store, head))).resolves.toMatchObject({ kind: 'caught-up' });
  });

  test('a log that was cut back, and has grown again, is refused to who has seen more of it', async () => {
    const store = stage.open();
    await fill(store, 4);
    const deliveries = subscribe(store);
    await catchUp(deliveries);
    stage.double.log.cutBack(2);
    await expect(pull(deliveries)).rejects.toBeInstanceOf(UnknownPosition);

    const again = subscribe(store);
    await catchUp(again);
    stage.double.log.cutBack(1);
    await fill(store, 3);
    await expect(pull(again)).rejects.toBeInstanceOf(UnknownPosition);
  });

  test('a log that was copied is given a new id: subscribers are refused, then all goes on', async () => {
    let replaced = 0;
    const store = stage.open({ onLogReplaced: () => void replaced++ });
    const ids = await fill(store, 2);
    const deliveries = subscribe(store);
    const checkpoint = (await catchUp(deliveries)).at(-1);
    const connection = createEsdbConnection(parseEsdbUrl(stage.double.url));
    await renewLogId(connection, performance.now() + 5_000);
    await connection.close();
    await expect(catchUp(deliveries)).rejects.toThrow(/another|new id/);
    if (checkpoint?.kind !== 'caught-up') throw new Error('a caught-up comes last');
    await expect(pull(subscribe(store, checkpoint.position))).rejects.toBeInstanceOf(UnknownPosition);
    expect(replaced).toBe(1);
    expect(idsOf(await catchUp(subscribe(store)))).toEqual(ids);
    expect(() => store.compare(checkpoint.position, checkpoint.position)).toThrow(UnknownPosition);
  });

  test('the id of the log is made once, also when many come first at once, and nobody sees it', async () => {
    const heads = await Promise.all(Array.from({ length: 5 }, () => stage.open().head()));
    expect(new Set(heads).size).toBe(1);
    expect(stage.double.log.stream('latchkey-log')).toHaveLength(1);
    const store = stage.open();
    expect(await Array.fromAsync(store.read('latchkey-log'))).toEqual([]);
    expect(await catchUp(subscribe(store))).toEqual([{ kind: 'caught-up', position: heads[0] }]);
    await expect(store.append('latchkey-log', 0, [someEvent()])).rejects.toThrow(/own/);
  });

  test('found by gossip, and lost: nothing is left undone that would end the process', async () => {
    const store = stage.open({ url: stage.double.discoverUrl, readDeadlineMs: 1_000 });
    await fill(store, 1);
    expect(stage.double.faults.calls.gossip).toBeGreaterThan(0);
    stage.double.front.setMode('refuse');
    stage.double.cut();
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    stage.double.front.setMode('pass');
    await fromNowOn(() => store.head());
  });

  test.each(['esdb', 'esdb+discover'])(
    'of several hosts of %s each is asked who leads, not the first one alone',
    async (scheme) => {
      const url = `${scheme}://127.0.0.1:1,127.0.0.1:${stage.double.port}?tls=false`;
      await fromNowOn(() => stage.open({ url }).head());
      expect(stage.double.faults.calls.gossip).toBeGreaterThan(0);
    },
  );

  test('a cluster that is lost ends no process: the client’s own errors, which nobody waits for, are heard', async () => {
    const entry = 'libs/event-store/eventstoredb/src/testing/outlive-cluster.ts';
    const args = ['--import', './tools/typescript/hooks.mjs', entry, stage.double.discoverUrl];
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: [...stdio] });
    const messages: unknown[] = [];
    child.on('message', (message) => {
      messages.push(message);
      if (message !== 'used') return;
      // One call is refused and looks for the cluster, in vain; then another is cut off, which looks at that search.
      stage.double.front.setMode('refuse');
      stage.double.faults.next('readAll', { kind: 'stall' });
      stage.double.faults.next('readAll', { kind: 'unavailable' });
      const before = stage.double.faults.calls.readAll;
      child.send('go on');
      void until(() => stage.double.faults.calls.readAll === before + 2).then(() => setTimeout(stage.double.cut, 100));
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    expect([code, ...messages]).toEqual([0, 'used', 'lives']);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Resolves when it works, which it must within a few seconds. */
async function fromNowOn(work: () => Promise<unknown>, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    const done = await work().then(
      () => true,
      () => false,
    );
    if (done) return;
    if (performance.now() > end) throw new Error('it does not work again');
  }
}
