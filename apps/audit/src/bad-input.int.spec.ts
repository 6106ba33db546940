import { startEsdbDouble, type EsdbDouble } from '@latchkey/event-store-eventstoredb/testing';
import { openEventStore } from '@latchkey/event-store-open';
import { generateKey } from '@latchkey/keys-format';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendAll, type AuditStage, setAuditStage } from './testing/audit-stage';
import { account, key, merchant, scriptedEvents } from './testing/scripted-events';

let stage: AuditStage;
let double: EsdbDouble;
let directory: string;
beforeAll(async () => {
  [stage, double] = await Promise.all([setAuditStage(), startEsdbDouble()]);
  directory = mkdtempSync(join(tmpdir(), 'latchkey-audit-bad-'));
  writeFileSync(join(directory, 'some.txt'), 'nothing of ours\n');
});
afterAll(async () => {
  await Promise.all([stage.dispose(), double.close()]);
  rmSync(directory, { recursive: true });
});

const PASSWORD = 'hunter2';
const AWAY = `postgres://anna:${PASSWORD}@127.0.0.1:1/log`;
const who = (...args: string[]) => ['who-could', '--feature', 'tokens.read', ...args];
const forMerchant = ['--merchant', merchant(1)];

test.each<[string, () => readonly string[], number, string | RegExp, (() => Record<string, string>)?]>([
  // 2: wrong arguments
  ['no such command', () => ['explain'], 2, /there is no such command; there are history, as-of/],
  [
    'an option that is not known',
    () => ['verify', '--sotre', AWAY],
    2,
    'verify: there is no such option; see audit help verify',
  ],
  ['an option without its value', () => ['verify', '--store'], 2, /an option lacks its value/],
  ['an option twice', () => ['verify', '--export', 'a', '--export', 'b'], 2, '--export is given more than once'],
  ['an operand too many', () => ['verify', AWAY], 2, 'verify takes options only; see audit help verify'],
  ['no key', () => ['history'], 2, 'history takes <key>; see audit help history'],
  ['no log', () => ['verify'], 2, /^say where the log is/, () => ({ DATABASE_URL: '' })],
  ['two logs', () => ['verify', '--store', AWAY, '--export', 'x'], 2, '--export and --store: one of the two'],
  [
    'a store of another kind',
    () => ['verify', '--store', `mysql://anna:${PASSWORD}@x/y`],
    2,
    /^--store is none of postgres:/,
  ],
  ['a wrong setting', () => ['verify'], 2, /^EVENT_STORE_URL is none of/, () => ({ EVENT_STORE_URL: PASSWORD })],
  [
    'a wrong database',
    () => ['blast-radius', key(1), '--from', '2026-01-01'],
    2,
    /^DATABASE_URL is wrong/,
    () => ({ DATABASE_URL: PASSWORD }),
  ],
  ['two formats', () => ['verify', '--json', '--csv'], 2, '--json and --csv: one of the two'],
  ['a key that is none', () => ['history', 'till one'], 2, /^name the key by its id, or by its display form/],
  [
    'a time without a zone',
    () => ['as-of', '2026-02-30T10:00:00'],
    2,
    /^the time is no time: give ISO 8601 with a zone/,
  ],
  ['a day that is none', () => ['as-of', '2026-02-30'], 2, /^the time is no time/],
  ['no time', () => who(...forMerchant), 2, 'who-could needs --at <time>, or --between <from> <to>'],
  ['half of a window', () => who(...forMerchant, '--between', '2026-01-01'), 2, /needs --at <time>, or --between/],
  [
    'a window backwards',
    () => who(...forMerchant, '--between', '2026-02-01', '2026-01-01'),
    2,
    /must not be after the second$/,
  ],
  [
    'no such feature',
    () => ['who-could', '--feature', 'all', ...forMerchant, '--at', '2026-02-01'],
    2,
    /^--feature is one of tokens.list/,
  ],
  ['no merchant', () => who('--at', '2026-02-01'), 2, 'who-could needs --merchant <id>'],
  ['an id that is none', () => ['timeline', '--account', 'acme'], 2, /^--account is no id/],
  ['no account', () => ['timeline'], 2, 'timeline needs --account <id>'],
  ['a head that is none', () => ['verify', '--known-head', '12:abc'], 2, /^--known-head is neither/],
  [
    'a fingerprint that is none',
    () => ['verify', '--key-fingerprint', 'abc'],
    2,
    /^--key-fingerprint is no fingerprint/,
  ],
  [
    'a public key that is none',
    () => ['verify', '--public-key', join(directory, 'some.txt')],
    2,
    /holds no Ed25519 public key/,
  ],
  ['no place for an export', () => ['export'], 2, /^export needs --out/],
  [
    'a proof without anything to compare',
    () => ['check-proof', 'x'],
    2,
    /^check-proof needs --key-fingerprint or --known-head/,
  ],
  [
    'keys that look alike',
    () => ['blast-radius', 'lk_test_3fK9aB...same', '--from', '2026-01-01'],
    2,
    /^several keys look like this/,
  ],
  // 3: away
  ['a store that is away', () => ['verify', '--store', AWAY], 3, /^the database cannot be reached/],
  [
    'an EventStoreDB that is away',
    () => ['verify', '--store', `esdb://anna:${PASSWORD}@127.0.0.1:1`],
    3,
    /cannot be reached/,
  ],
  [
    'a wrong password',
    () => ['verify'],
    3,
    /^the database cannot be reached, or lets nobody in/,
    () => ({
      DATABASE_URL: (stage.env.DATABASE_URL ?? '').replace(/:[^:@]+@/, `:${PASSWORD}@`),
    }),
  ],
  // 4: not in the log
  [
    'a key that is not there',
    () => ['history', '40000000-0000-4000-8000-000000000099'],
    4,
    'no such key is in the log',
  ],
  ['a display form that is not there', () => ['history', 'lk_test_000000…0000'], 4, 'no such key is in the log'],
  [
    'a key that was not there yet',
    () => ['as-of', '2026-01-20', '--key', key(1)],
    4,
    'no such key was in the log by then',
  ],
  ['an account that is not there', () => ['timeline', '--account', account(9)], 4, 'no such account is in the log'],
  [
    'a merchant that is not there',
    () => who('--merchant', merchant(9), '--at', '2026-02-01'),
    4,
    'no such merchant was in the log by then',
  ],
  [
    'a time before the log',
    () => ['as-of', '2025-12-31'],
    4,
    'the time is before the log, which begins at 2026-01-01T10:00:00.000Z',
  ],
  ['a time in the future', () => ['as-of', '2026-11-27'], 4, 'the time is in the future: the log cannot say yet'],
  [
    'an event that is not there',
    () => ['prove', key(1), '--out', join(directory, 'p')],
    4,
    'no event of this id is in the log',
  ],
  [
    'an export that is not there',
    () => ['verify', '--export', join(directory, 'none')],
    4,
    'what --export names cannot be read (ENOENT)',
  ],
  [
    'a directory without an export',
    () => ['verify', '--export', directory],
    4,
    'what --export names is a directory without an export',
  ],
  ['an empty log', () => ['as-of', '2026-02-01', '--store', double.url], 4, 'the log is empty'],
  // 1: not done
  [
    'a file that is no export',
    () => ['verify', '--export', join(directory, 'some.txt')],
    1,
    /is no export of a known format/,
  ],
  [
    'an export below a file',
    () => ['export', '--out', join(directory, 'some.txt', 'x')],
    1,
    'the place for the export cannot be made (ENOTDIR)',
  ],
  [
    'a file that is no proof',
    () => ['check-proof', join(directory, 'some.txt'), '--known-head', `1:${'0'.repeat(64)}`],
    1,
    'the file is no proof of a known format',
  ],
  // 5: no permission
  [
    'a role that may not read',
    () => ['verify'],
    5,
    /permission denied/,
    () => ({ DATABASE_URL: stage.database.url('commerce') }),
  ],
])('%s: one clear sentence, and its exit code', async (_, args, code, message, env = () => ({})) => {
  const run = await stage.run(args(), { env: env() });
  expect(run).toEqual({ code, out: '', err: expect.stringMatching(/^audit: [^\n]+\n$/) });
  const sentence = run.err.slice('audit: '.length, -1);
  if (typeof message === 'string') expect(sentence).toBe(message);
  else expect(sentence).toMatch(message);
  expect(run.err).not.toContain(PASSWORD);
});

test('a whole key that somebody has found is known by its id, and is never shown', async () => {
  const found = generateKey({ mode: 'test', keyId: '40000000-0000-4000-8000-000000000099' });
  const run = await stage.run(['history', found.key]);
  expect(run).toMatchObject({ code: 4, err: 'audit: no such key is in the log\n' });
});

test('a log in EventStoreDB without seals is read and counted all the same', async () => {
  const esdb = await startEsdbDouble();
  const store = openEventStore({ url: esdb.url });
  await appendAll(store, scriptedEvents());
  const at = { env: { EVENT_STORE_URL: esdb.url, DATABASE_URL: '' } };
  const { code, out } = await stage.run(['verify', '--json'], at);
  const live = await stage.run(['verify', '--json']);
  // A log that was copied to the other kind of store keeps its root.
  expect([code, JSON.parse(out)]).toMatchObject([
    0,
    { events: 14, root: (JSON.parse(live.out) as { root: string }).root },
  ]);
  expect((await stage.run(['history', key(1), '--json'], at)).out).toBe(
    (await stage.run(['history', key(1), '--json'])).out,
  );
  await store.close();
  await esdb.close();
});
