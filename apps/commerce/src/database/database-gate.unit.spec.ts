import { Problem } from '@latchkey/platform';
import { QueryFailedError, type DataSource } from 'typeorm';
import { createDatabaseGate } from './database-gate';
import { DatabaseFault } from './database-fault';

const coded = (code: string) => Object.assign(new Error('as the driver says it'), { code });
const failed = (code: string) => new QueryFailedError('INSERT …', ['4111111111111111'], coded(code));

interface Double {
  readonly connect?: () => Promise<unknown>;
  readonly query?: () => Promise<unknown>;
}

const STATEMENT = { name: 'one', text: 'SELECT 1', values: [] };

function gateOver({ connect = async () => undefined, query }: Double = {}, maxRunning = 2) {
  let released = 0;
  const runner = { connect, release: async () => void (released += 1), manager: {} };
  const dataSource = { manager: {}, createQueryRunner: () => runner } as unknown as DataSource;
  const gate = createDatabaseGate(dataSource, { query } as never, maxRunning);
  gate.open();
  return { gate, released: () => released };
}

const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.classifier : error),
  );
const throwing = (error: unknown) => async () => {
  throw error;
};

describe('the gate to the database', () => {
  test.each<[string, unknown, string, string]>([
    ['a refused connection', coded('ECONNREFUSED'), 'database_unavailable', 'write_unconfirmed'],
    ['a broken connection', failed('ECONNRESET'), 'database_unavailable', 'write_unconfirmed'],
    ['a server that shuts down', failed('57P01'), 'database_unavailable', 'write_unconfirmed'],
    ['no answer in time', new Error('Query read timeout'), 'database_unavailable', 'write_unconfirmed'],
    ['a statement that took too long', failed('57014'), 'database_unavailable', 'database_unavailable'],
    ['a lock that did not come', failed('55P03'), 'database_unavailable', 'database_unavailable'],
  ])('calls %s what it is, for a read and for a change', async (_, error, read, change) => {
    const { gate } = gateOver();
    expect(await outcome(gate.read(throwing(error)))).toBe(read);
    expect(await outcome(gate.change(throwing(error)))).toBe(change);
    const statements = gateOver({ query: throwing(error) }).gate;
    expect(await outcome(statements.statement(STATEMENT))).toBe(read);
    expect(await outcome(statements.statement(STATEMENT, 'write_unconfirmed'))).toBe(change);
  });

  test('knows that nothing was done when there was no connection to begin with', async () => {
    const { gate, released } = gateOver({ connect: throwing(coded('ECONNREFUSED')) });
    let began = false;
    expect(await outcome(gate.change(async () => (began = true)))).toBe('database_unavailable');
    expect([began, released()]).toEqual([false, 1]);
  });

  test('keeps the values of a refused statement out of what it throws', async () => {
    const fault = await outcome(gateOver().gate.read(throwing(failed('23514'))));
    expect(fault).toBeInstanceOf(DatabaseFault);
    expect(fault).toMatchObject({ sqlState: '23514', message: 'the database answered with SQLSTATE 23514' });
    expect(JSON.stringify(fault, Object.getOwnPropertyNames(fault))).not.toContain('4111');
  });

  test('is shut until the database was there for the first time', async () => {
    const gate = createDatabaseGate({} as DataSource, {} as never);
    const work = async () => 'done';
    const asked = [gate.read(work), gate.change(work), gate.statement(STATEMENT)];
    expect(await Promise.all(asked.map(outcome))).toEqual(Array(3).fill('database_unavailable'));
  });

  test('passes problems on', async () => {
    expect(await outcome(gateOver().gate.change(throwing(new Problem('not_found'))))).toBe('not_found');
  });

  test('lets so many in and refuses the others at once, and lets in again when one has left', async () => {
    const { gate } = gateOver({}, 2);
    const { promise, resolve } = Promise.withResolvers<void>();
    const inside = [gate.read(() => promise), gate.change(() => promise)];
    expect(await outcome(gate.read(async () => undefined))).toBe('database_unavailable');
    expect(gate.running()).toBe(2);
    resolve();
    await Promise.all(inside);
    expect(gate.running()).toBe(0);
    expect(await outcome(gate.read(async () => undefined))).toBe('done');
  });
});
