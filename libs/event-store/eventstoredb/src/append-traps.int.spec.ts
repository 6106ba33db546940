import {
  canonicalJson,
  IdMismatch,
  InvalidAppend,
  type JsonObject,
  StoreConflict,
  StoreUnavailable,
  UnknownOutcome,
} from '@latchkey/event-store';
import { renewEsdbLogId } from './renew-esdb-log-id';
import { createTestStage, someEvent, someStream, type TestStage } from './testing/test-stage';

/** Traps of the client and the server, see docs/adr/0009; each has a test that fails without its defence. */
describe('traps of appending', () => {
  let stage: TestStage;
  beforeEach(async () => void (stage = await createTestStage()));
  afterEach(() => stage.close());

  const appends = () => stage.double.expectations.filter((_, index) => index > 0).length; // the first is the log's id
  const idsIn = (stream: string) => (stage.double.log.stream(stream) ?? []).map(({ id }) => id);

  test('shared promise map: an append that fails rejects no other, in whatever store, and none goes by batchAppend', async () => {
    const [one, other] = [stage.open(), stage.open()];
    await one.head();
    await other.head();
    stage.double.faults.next('append', { kind: 'late', ms: 150 });
    const slow = one.append(someStream(), 'no-stream', [someEvent()]);
    await until(() => stage.double.faults.calls.append === 2);
    stage.double.faults.next('append', { kind: 'refuse' });
    await expect(other.append(someStream(), 'no-stream', [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(slow).resolves.toMatchObject({ version: 0 });
    expect(stage.double.faults.calls).toMatchObject({ append: 3, batchAppend: 0 });
  });

  test('pending for ever: an append that is never answered is of unknown outcome at its deadline', async () => {
    const store = stage.open({ appendDeadlineMs: 400 });
    await store.head();
    stage.double.faults.next('append', { kind: 'stall' }, Infinity);
    await expect(store.append(someStream(), 'no-stream', [someEvent()])).rejects.toBeInstanceOf(UnknownOutcome);
  });

  test('pending for ever: an answer without a verdict leaves nobody waiting either', async () => {
    const store = stage.open({ appendDeadlineMs: 800 });
    await store.head();
    stage.double.faults.next('append', { kind: 'end' });
    await expect(store.append(someStream(), 'no-stream', [someEvent()])).resolves.toMatchObject({ version: 0 });
    expect(appends()).toBe(2);
  });

  test.each([['lose-answer'], ['do-and-stall'], ['drop'], ['stall'], ['fail']] as const)(
    'answer lost (%s): repeated with the same ids and the same expected revision, and stored once',
    async (kind) => {
      const store = stage.open({ appendDeadlineMs: 1_500 });
      const [stream, first, second] = [someStream(), someEvent(), someEvent()];
      await store.append(stream, 'no-stream', [first]);
      stage.double.faults.next('append', { kind });
      expect(await store.append(stream, 0, [second])).toMatchObject({ version: 1 });
      expect(stage.double.expectations.slice(-2)).toEqual([0, 0]);
      expect(idsIn(stream)).toEqual([first.id, second.id]);
    },
  );

  test('conflict after an unknown outcome: the stream is looked through for our own ids before anybody hears of it', async () => {
    const store = stage.open();
    const [stream, event] = [someStream(), someEvent()];
    await store.head();
    stage.double.faults.next('append', { kind: 'lose-answer' });
    stage.double.faults.next('append', { kind: 'wrong-version' });
    expect(await store.append(stream, 'no-stream', [event])).toMatchObject({ version: 0 });
    expect(idsIn(stream)).toEqual([event.id]);
  });

  test.each(['refuse', 'stall'] as const)(
    'stored, and then nobody can be asked (%s): of unknown outcome, never called not stored',
    async (kind) => {
      const store = stage.open({ appendDeadlineMs: 500 });
      const [stream, event] = [someStream(), someEvent()];
      await store.head();
      stage.double.faults.next('readStream', { kind }, Infinity);
      await expect(store.append(stream, 'no-stream', [event])).rejects.toBeInstanceOf(UnknownOutcome);
      expect(idsIn(stream)).toEqual([event.id]);
    },
  );

  test('stored, its answer lost, and then the log is another one: of unknown outcome too', async () => {
    // Given up after two fifths of it, when it is time to look again which log this is.
    const store = stage.open({ appendDeadlineMs: 3_000 });
    const [stream, event] = [someStream(), someEvent()];
    await store.head();
    stage.double.faults.next('append', { kind: 'none' }); // of the new id
    stage.double.faults.next('append', { kind: 'do-and-stall' });
    await renewEsdbLogId(stage.double.url);
    await expect(store.append(stream, 'no-stream', [event])).rejects.toBeInstanceOf(UnknownOutcome);
    expect(idsIn(stream)).toEqual([event.id]);
  });

  test('a server that takes less in one append than it must: nothing is stored, and what to set is said', async () => {
    const store = stage.open();
    await store.head();
    stage.double.faults.next('append', { kind: 'too-large' });
    const refused = store.append(someStream(), 'no-stream', [someEvent()]);
    await expect(refused).rejects.toThrow(
      'the event store takes at most 1024 bytes in one append, its MaxAppendSize has to be 1 MiB at least; nothing was stored',
    );
    await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('ids are idempotent only with an exact revision: decided anew, with another one, the append is not stored again', async () => {
    const [stream, event] = [someStream(), someEvent({ n: 1 })];
    const first = await stage.open().append(stream, 'no-stream', [event]);
    await stage.open().append(stream, 0, [someEvent()]);
    expect(await stage.open().append(stream, 1, [event])).toEqual(first);
    await expect(stage.open().append(stream, 1, [{ ...event, data: { n: 2 } }])).rejects.toBeInstanceOf(IdMismatch);
    expect(idsIn(stream)).toHaveLength(2);
    expect(
      stage.double.expectations.every((expected) => typeof expected === 'number' || expected === 'no-stream'),
    ).toBe(true);
  });

  test('the server compares ids and no bytes: what it calls a success is read back', async () => {
    const store = stage.open();
    const [stream, event] = [someStream(), someEvent({ n: 1 })];
    await store.append(stream, 'no-stream', [event]);
    const error = await store
      .append(stream, 'no-stream', [{ ...event, data: { n: 2 } }])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(IdMismatch);
    expect(error).toMatchObject({ eventId: event.id });
  });

  test('throwOnAppendFailure stays true: a failure is never answered like a success, and the URL cannot change it', async () => {
    const store = stage.open();
    const stream = someStream();
    await store.append(stream, 'no-stream', [someEvent()]);
    await expect(store.append(stream, 7, [someEvent()])).rejects.toBeInstanceOf(StoreConflict);
    expect(() => stage.open({ url: `${stage.double.url}&throwOnAppendFailure=false` })).toThrow(/throwonappendfailure/);
  });

  test('shared channel: a read that is cut off does not touch an append that is under way', async () => {
    const store = stage.open({ readDeadlineMs: 100 });
    const stream = someStream();
    await store.append(stream, 'no-stream', [someEvent()]);
    expect(stage.double.front.connections()).toBe(2);
    stage.double.faults.next('append', { kind: 'late', ms: 600 });
    const slow = store.append(stream, 0, [someEvent()]);
    await until(() => appends() === 2);
    stage.double.faults.next('readAll', { kind: 'stall' }, Infinity);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(slow).resolves.toMatchObject({ version: 1 });
    expect(appends()).toBe(2);
  });

  test('a throw inside the client hangs its promise: what cannot be written is refused before the client sees it', async () => {
    const store = stage.open();
    const cycle: { [member: string]: unknown } = {};
    cycle['self'] = cycle;
    for (const data of [cycle, { big: 1n }, { half: '\ud800' }]) {
      const event = someEvent(data as JsonObject);
      await expect(store.append(someStream(), 'no-stream', [event])).rejects.toBeInstanceOf(InvalidAppend);
    }
    expect(stage.double.faults.calls.append).toBe(0);
  });

  test('canonical JSON: it is what the server stores, and what is read is made canonical again', async () => {
    const store = stage.open();
    const stream = someStream();
    const data = { b: [1e21, 'ä'], a: { d: null, c: true } };
    // Members that look like numbers come in another order out of JSON.parse than RFC 8785 has them in.
    const numbered = { '10': 'ten', '9': 'nine', '-': 'none' };
    await store.append(stream, 'no-stream', [
      someEvent(data, { metadata: numbered }),
      someEvent(numbered, { metadata: data }),
    ]);
    const [plain] = stage.double.log.stream(stream) ?? [];
    expect(Buffer.from(plain?.data ?? [])).toEqual(Buffer.from(canonicalJson(data)));
    expect(Buffer.from(plain?.metadata ?? [])).toEqual(Buffer.from(canonicalJson(numbered)));
    const events = await Array.fromAsync(store.read(stream));
    expect(events.map(({ dataBytes }) => Buffer.from(dataBytes).toString())).toEqual([
      Buffer.from(canonicalJson(data)).toString(),
      '{"-":"none","10":"ten","9":"nine"}',
    ]);
    expect(events.map(({ metadataBytes }) => Buffer.from(metadataBytes).toString())).toEqual([
      '{"-":"none","10":"ten","9":"nine"}',
      Buffer.from(canonicalJson(data)).toString(),
    ]);
  });

  test('more appends than may wait are refused at once, and the others are stored', async () => {
    const store = stage.open({ maxAppendCalls: 4, maxQueue: 6 });
    const results = await Promise.allSettled(
      Array.from({ length: 15 }, () => store.append(someStream(), 'no-stream', [someEvent()])),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))).toEqual(
      Array(5).fill(expect.any(StoreUnavailable)),
    );
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
