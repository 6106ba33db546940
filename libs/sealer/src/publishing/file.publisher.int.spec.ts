import { parseSeal } from '@latchkey/seals';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealsAfter } from '../seal.store';
import { createSealedDatabase, newKey, SCHEMA, type SealedDatabase, startSealing } from '../testing/sealed-database';
import { until } from '../testing/until';
import { createFileSealPublisher } from './file.publisher';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-seals-'));
const settings = { key: newKey(), intervalMs: 100, everyLeaves: 1_000_000, file: undefined };
let database: SealedDatabase;
let path: string;
let files = 0;
let sealing: ReturnType<typeof startSealing>;

beforeAll(async () => void (database = await createSealedDatabase()));
beforeEach(() => void (path = join(directory, `seals-${++files}`)));
afterEach(() => sealing.stop());
afterAll(async () => {
  await database.dispose();
  rmSync(directory, { recursive: true });
});

const start = (file = path) => {
  sealing = startSealing(database.pool, { settings, publishers: [createFileSealPublisher(file)] });
};
let rows = 0;
const addRow = () => database.addRows(++rows, rows);
const stored = async () => (await sealsAfter(database.pool, SCHEMA, 0, 1_000)).map(({ text }) => text);
const lines = () => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const everythingThere = () => until(async () => (await stored()).at(-1) === lines().at(-1));
/** There was something to seal each of the last times that was looked. */
const dueForLong = () =>
  until(() => performance.now() - (sealing.status().logs[0]?.unsealedSince ?? Infinity) > 5 * settings.intervalMs);
const sealAnother = async () => {
  const before = (await stored()).length;
  await addRow();
  await until(async () => (await stored()).length > before);
};

test('holds every seal, one a line, for whoever wants to read them', async () => {
  start();
  await sealAnother();
  await sealAnother();
  await everythingThere();
  expect(lines()).toEqual(await stored());
  expect(statSync(path).mode & 0o777).toBe(0o644);
});

test.each([
  ['in the last line', (size: number) => size - 20],
  ['before the end of the last line', (size: number) => size - 1],
  ['in the first line', () => 100],
  ['in the first letters', () => 5],
  ['before the first letter', () => 0],
])('a crash that cut it off %s is mended, and what was lost comes again', async (_, cut) => {
  start();
  await sealAnother();
  await sealAnother();
  await everythingThere();
  await sealing.stop();
  truncateSync(path, cut(statSync(path).size));
  start();
  await sealAnother();
  await until(() => lines().length > 0);
  await everythingThere();
  expect(lines()).toEqual(await stored());
  for (const line of lines()) parseSeal(JSON.parse(line));
});

test.each([
  ['removed', () => rmSync(path)],
  ['moved away', () => renameSync(path, `${path}.1`)],
  ['emptied', () => truncateSync(path)],
  ['cut', () => truncateSync(path, statSync(path).size - 20)],
])('a file that is %s while it is written to has every seal again', async (_, spoil) => {
  start();
  await sealAnother();
  await everythingThere();
  spoil();
  await sealAnother();
  await until(() => existsSync(path) && lines().length > 0);
  await everythingThere();
  expect(lines()).toEqual(await stored());
});

test('a file that cannot be written to is named, and nothing is sealed: it might know of more', async () => {
  start(join(directory, 'nowhere', 'seals'));
  await until(() => sealing.status().error !== undefined);
  expect(sealing.status().error?.message).toBe('the file that SEALS_FILE names cannot be written to (ENOENT)');
  const before = await stored();
  await addRow();
  await dueForLong();
  expect(await stored()).toEqual(before);
});

test('a full disk keeps seals from the file, and from nothing else', async () => {
  start('/dev/full');
  await sealAnother();
  await until(() => sealing.status().error !== undefined);
  expect(sealing.status().error?.message).toContain('ENOSPC');
  await sealAnother();
});

test.each([
  ['of something else', 'root:x:0:0\n'],
  ['of something else without a line', 'just a word'],
  ['of something much longer', 'x'.repeat(200_000)],
])('a file %s is left as it is, and said to be none of seals', async (_, contents) => {
  writeFileSync(path, contents);
  start();
  await until(() => sealing.status().error !== undefined);
  expect(sealing.status().error?.message).toBe('the file that SEALS_FILE names holds something else than seals');
  expect(readFileSync(path, 'utf8')).toBe(contents);
});

test('a file that knows of a later seal than the database does holds the sealing: the database was set back', async () => {
  start();
  await sealAnother();
  await everythingThere();
  await sealing.stop();
  const [last = ''] = lines().slice(-1);
  const { size } = parseSeal(JSON.parse(last));
  appendFileSync(path, `${last.replace(`"size":${size}`, `"size":${size + 1}`)}\n`);
  const before = await stored();
  start();
  await addRow();
  await dueForLong();
  expect(sealing.status().error).toMatchObject({ name: 'NotAsSealed' });
  expect(sealing.status().error?.message).toMatch(/at \d+ that the database does not have: it was restored/);
  expect(await stored()).toEqual(before);
});
