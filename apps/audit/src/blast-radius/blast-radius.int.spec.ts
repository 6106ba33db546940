import { inTransaction } from '@latchkey/postgres';
import { appendLeaves, sealHead } from '@latchkey/sealer';
import { generateSealingKeyFile, rowLine, sealingKeySchema } from '@latchkey/seals';
import { randomUUID } from 'node:crypto';
import { type AuditStage, setAuditStage } from '../testing/audit-stage';
import { account, key, merchant } from '../testing/scripted-events';
import type { ReachSpan } from './reach';
import type { RecordedAccesses } from './recorded-accesses';

let stage: AuditStage;
const TOKEN = randomUUID();
beforeAll(async () => {
  stage = await setAuditStage();
  await record('2026-02-03T10:00:00Z', { operation: 'tokens.read', token_id: TOKEN, merchant_id: merchant(1) });
  await record('2026-02-04T10:00:00Z', { operation: 'tokens.read', token_id: TOKEN, merchant_id: merchant(1) });
  await record('2026-02-04T11:00:00Z', {
    operation: 'tokens.list',
    listed: `${TOKEN}${randomUUID()}`.replaceAll('-', ''),
  });
  await record('2026-02-05T10:00:00Z', {
    ...{ operation: 'cardholder-data.forward', token_id: TOKEN, merchant_id: merchant(1) },
    destination: 'https://api.psp.example/v1/pay',
  });
  // Outside of the window, and of another key.
  await record('2026-03-01T00:00:00Z', { operation: 'tokens.read', token_id: TOKEN });
  await record('2026-02-04T10:00:00Z', { operation: 'tokens.read', token_id: TOKEN, key_id: key(1) });
});
afterAll(() => stage.dispose());

const record = (at: string, more: object) =>
  stage.owner.query('SELECT commerce.append_access_records($1::jsonb)', [
    JSON.stringify([{ id: randomUUID(), at, account_id: account(1), key_id: key(2), request_id: 'request', ...more }]),
  ]);

interface Answer {
  readonly could_reach: readonly ReachSpan[];
  readonly recorded: readonly RecordedAccesses[] | null;
}
const blastRadius = async (n: number, from: string, to: string, ...more: string[]): Promise<Answer> => {
  const { code, out, err } = await stage.run(['blast-radius', key(n), '--from', from, '--to', to, '--json', ...more]);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Answer;
};

test('tells what a scoped key could reach from change to change, from its making to where the model took rights away', async () => {
  const { could_reach: spans } = await blastRadius(2, '2026-02-01', '2026-07-01');
  const both = [merchant(1), merchant(2)];
  const told = spans.map(({ from, to, reach }) => [
    from.slice(0, 10),
    to.slice(0, 10),
    reach?.features,
    reach?.merchants,
    reach?.destinations,
  ]);
  const [forward, read] = ['cardholder-data.forward', 'tokens.read'];
  const psp = ['api.psp.example:443/v1'];
  expect(told).toEqual([
    ['2026-02-01', '2026-02-02', undefined, undefined, undefined],
    ['2026-02-02', '2026-02-05', [forward, read], both, []],
    ['2026-02-05', '2026-04-01', [forward, read], both, psp],
    ['2026-04-01', '2026-05-01', [forward, read], [merchant(1)], psp],
    ['2026-05-01', '2026-07-01', [forward], [merchant(1)], psp],
  ]);
});

test('lets nothing into the window that counts behind its end, whatever its clock said', async () => {
  // The removal of merchant 2 says 1 March and stands behind an event of April.
  const { could_reach: spans } = await blastRadius(2, '2026-02-06', '2026-03-15');
  expect(spans.map(({ reach }) => reach?.merchants)).toEqual([[merchant(1), merchant(2)]]);
});

test('of an unscoped key tells the whole account, until it is revoked', async () => {
  const { could_reach: spans } = await blastRadius(1, '2026-05-15', '2026-07-01');
  expect(spans.map(({ to, reach }) => [to.slice(0, 10), reach?.merchants, reach?.features.length])).toEqual([
    ['2026-06-01', [merchant(1)], 9],
    ['2026-07-01', undefined, undefined],
  ]);
});

test('tells what commerce recorded of it in the window: reads, lists, forwards and where to', async () => {
  const { recorded } = await blastRadius(2, '2026-02-03T10:00:00Z', '2026-03-01');
  const shown = recorded?.map(({ operation, destination, calls, tokens, listed }) => [
    operation,
    destination,
    calls,
    tokens,
    listed,
  ]);
  expect(shown).toEqual([
    ['cardholder-data.forward', 'https://api.psp.example/v1/pay', 1, 1, 0],
    ['tokens.list', null, 1, 0, 2],
    ['tokens.read', null, 2, 1, 0],
  ]);
  expect(recorded?.[2]).toMatchObject({ first_at: '2026-02-03T10:00:00.000Z', last_at: '2026-02-04T10:00:00.000Z' });
});

test('what was recorded is sealed, and verified by a role that cannot write', async () => {
  const key = sealingKeySchema.parse(generateSealingKeyFile());
  const place = { schema: 'commerce', log: 'accesses', logId: randomUUID() } as const;
  await inTransaction(stage.owner, async (client) => {
    const { rows } = await client.query<{ line: { ordinal: number } }>(
      'SELECT line FROM commerce.access_record_lines ORDER BY ordinal',
    );
    await appendLeaves(
      client,
      place,
      1,
      rows.map(({ line }) => rowLine(line)),
    );
    await sealHead(client, place, { key, now: new Date() });
  });
  const verify = () => stage.run(['verify', '--log', 'accesses', '--key-fingerprint', key.fingerprint, '--json']);
  const { code, out } = await verify();
  expect([code, JSON.parse(out)]).toMatchObject([0, { ok: true, log: 'accesses', events: 6, sealed_through: 6 }]);
  await stage.owner.query(
    `ALTER TABLE commerce.access_records DISABLE TRIGGER USER;
     UPDATE commerce.access_records SET destination = 'https://other.example/' WHERE destination IS NOT NULL`,
  );
  expect(JSON.parse((await verify()).out)).toMatchObject({ ok: false, first_bad: { from: 4, to: 4 } });
});

test('without a database says that nothing recorded was looked at', async () => {
  const { out } = await stage.run(['blast-radius', key(2), '--from', '2026-02-01'], {
    env: { DATABASE_URL: '', EVENT_STORE_URL: stage.env.DATABASE_URL },
  });
  expect(out).toContain('What it did reach was not looked at: DATABASE_URL, where commerce records it, is not set.');
});
