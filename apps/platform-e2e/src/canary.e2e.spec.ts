import { createPool } from '@latchkey/postgres';
import { createInstallation, type Installation } from '@latchkey/testing';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readOpenApi, type Operation } from './openapi/openapi-document';
import type { Schema } from './openapi/schema-arbitrary';
import { call, type Answer, type Call } from './support/http';

/** A published test number of Visa's, used by nothing else in these tests. */
const CARD_NUMBER = '4012888888881881';
/** Where the operator's token is meant to be. */
const HOMES_OF_THE_TOKEN = ['secrets/operator-token', 'local.json'];

let installation: Installation;
let run: ReturnType<Installation['start']>;

beforeAll(async () => {
  installation = await createInstallation();
  run = installation.start();
  await run.ready;
}, 120_000);
afterAll(() => installation?.dispose());

test('a key, a card number and an operator token that went through every input are found nowhere afterwards', async () => {
  const local = installation.local();
  const operator = { authorization: `Bearer ${local.operator_token}` };
  const made = async (
    path: string,
    json: unknown,
    headers: Record<string, string>,
    base = local.key_management_url,
  ) => {
    const answer = await call(base, path, { method: 'POST', json, headers });
    expect(answer.status).toBe(201);
    return answer;
  };
  const account = await made('/accounts', { name: 'Canary', operating_model: 'ecosystem' }, operator);
  const forAccount = { ...operator, 'x-latchkey-account': (account.body as { id: string }).id };
  const created = await made('/api-keys', { label: 'Canary' }, forAccount);
  const key = (created.body as { secret: string }).secret;
  const token = await made(
    '/tokens',
    { account_number: CARD_NUMBER, expiry_month: 12, expiry_year: 2040, cardholder_name: 'A Canary' },
    { 'x-api-key': key, 'x-latchkey-min-position': created.headers.get('x-latchkey-position') ?? '' },
    local.commerce_url,
  );

  const digest = createHash('sha256').update(key).digest();
  const secrets = { key, card: CARD_NUMBER, operator: local.operator_token, digest: digest.toString('base64url') };
  const needles = [
    ...Object.entries(secrets).flatMap(([name, text]) => spellings(name, Buffer.from(text))),
    ...spellings('digest', digest),
    { name: 'card, spaced', bytes: Buffer.from(CARD_NUMBER.replace(/(.{4})(?!$)/g, '$1 ')) },
    { name: 'card, dashed', bytes: Buffer.from(CARD_NUMBER.replace(/(.{4})(?!$)/g, '$1-')) },
  ];
  const found = (bytes: Buffer): string[] =>
    needles.filter((needle) => bytes.includes(needle.bytes)).map(({ name }) => name);
  expect(found(Buffer.from(token.text))).toEqual([]);

  const leaks: string[] = [];
  let sent = 0;
  const callers = [forAccount, { 'x-api-key': key }, {}];
  for (const base of [local.key_management_url, local.commerce_url, local.auth_url]) {
    const document = readOpenApi((await call(base, '/openapi.json')).body as Parameters<typeof readOpenApi>[0]);
    for (const operation of document.operations) {
      for (const [name, canary] of Object.entries(secrets)) {
        for (const attempt of attempts(operation, canary, document.resolve)) {
          // A deletion by the key itself would end the test's own caller.
          const caller = operation.method === 'delete' ? {} : callers[sent % callers.length];
          const answer = await send(base, attempt.path, { ...attempt, headers: { ...caller, ...attempt.headers } });
          sent += 1;
          if (answer === null) continue;
          const text = Buffer.from(`${answer.text}\n${[...answer.headers].flat().join('\n')}`);
          if (found(text).length > 0)
            leaks.push(`${base} ${operation.method} ${operation.path} ${attempt.where} ${name}: answer`);
          if (answer.status >= 500)
            leaks.push(`${operation.method} ${operation.path} ${attempt.where} ${name}: ${answer.status}`);
        }
      }
    }
  }
  expect(sent).toBeGreaterThan(1000);
  expect(leaks).toEqual([]);

  for (const offset of [5, 6, 7]) {
    for (const path of ['/metrics', '/healthz', '/readyz']) {
      const answer = await call(`http://127.0.0.1:${installation.portBase + offset}`, path);
      expect(found(Buffer.from(answer.text))).toEqual([]);
    }
  }
  const rows = await dump(local.database_url);
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) expect(found(Buffer.from(row))).toEqual([]);

  await run.kill('SIGTERM');
  const printed = Buffer.from(run.output());
  expect(found(printed)).toEqual([]);
  const files = filesBelow(installation.dataDir);
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const name = relative(installation.dataDir, file);
    const inFile = found(readFileSync(file)).filter(
      (needle) => !(HOMES_OF_THE_TOKEN.includes(name) && needle.startsWith('operator')),
    );
    expect({ name, inFile }).toEqual({ name, inFile: [] });
  }
}, 240_000);

function spellings(name: string, bytes: Buffer): { name: string; bytes: Buffer }[] {
  return [
    { name, bytes },
    { name: `${name}, base64`, bytes: Buffer.from(bytes.toString('base64').replace(/=+$/, '')) },
    { name: `${name}, base64url`, bytes: Buffer.from(bytes.toString('base64url')) },
    { name: `${name}, hex`, bytes: Buffer.from(bytes.toString('hex')) },
  ];
}

interface Attempt extends Call {
  readonly where: string;
  readonly path: string;
}

/** One call for each place of an operation that takes anything from outside. */
function attempts(operation: Operation, canary: string, resolve: (ref: string) => Schema): Attempt[] {
  const plain = operation.path.replace(/\{[^}]+\}/g, '7b0e1f7e-0000-4000-8000-000000000000');
  const method = operation.method.toUpperCase();
  const members = operation.body === undefined ? [] : Object.keys(memberSchemas(operation.body, resolve));
  const inBody = (where: string, json: unknown): Attempt => ({ where, path: plain, method, json });
  const query = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const headers = [
    ...operation.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name),
    ...[
      'x-api-key',
      'authorization',
      'x-request-id',
      'x-idempotency-key',
      'x-latchkey-account',
      'user-agent',
      'cookie',
    ],
    ...['content-type', 'referer', 'traceparent', `x-${canary.slice(0, 40).replaceAll('_', '-')}`],
  ];
  return [
    { where: 'path', path: operation.path.replace(/\{[^}]+\}/g, encodeURIComponent(canary)), method },
    { where: 'path behind', path: `${plain}/${encodeURIComponent(canary)}`, method },
    { where: 'query name', path: `${plain}?${encodeURIComponent(canary)}=1`, method },
    ...query.map((name) => ({
      where: `query ${name}`,
      path: `${plain}?${name}=${encodeURIComponent(canary)}`,
      method,
    })),
    ...headers.map((name) => ({ where: `header ${name}`, path: plain, method, headers: { [name]: canary } })),
    { where: 'bearer', path: plain, method, headers: { authorization: `Bearer ${canary}` } },
    ...(operation.body === undefined
      ? []
      : [
          ...members.map((name) => inBody(`body ${name}`, { [name]: canary })),
          ...members.map((name) => inBody(`body ${name}, inside`, { [name]: { [canary]: [canary] } })),
          inBody('body, unknown member', { surplus: canary }),
          inBody('body, member name', { [canary]: 1 }),
          inBody('body, text', canary),
          {
            where: 'body, cut off',
            path: plain,
            method,
            raw: `{"label":"${canary}`,
            headers: { 'content-type': 'application/json' },
          },
          {
            where: 'body, other type',
            path: plain,
            method,
            raw: canary,
            headers: { 'content-type': `text/${canary.slice(0, 20)}` },
          },
        ]),
  ];
}

function memberSchemas(schema: Schema, resolve: (ref: string) => Schema): Readonly<Record<string, Schema>> {
  return schema.$ref === undefined ? (schema.properties ?? {}) : memberSchemas(resolve(schema.$ref), resolve);
}

/** Some inputs are refused by the client itself (a header it does not send): those reach nobody. */
async function send(base: string, path: string, options: Call): Promise<Answer | null> {
  try {
    return await call(base, path, options);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function dump(databaseUrl: string): Promise<string[]> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: 'canary', max: 1 });
  try {
    const { rows: tables } = await pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const dumps = [];
    for (const { name } of tables) {
      const { rows } = await pool.query<{ text: string }>(`select t::text as text from ${name} t`);
      dumps.push(...rows.map(({ text }) => text));
      // bytea prints as hex; what is text inside has to be looked at as text too.
      const { rows: bytes } = await pool.query<{ column_name: string }>(
        `select column_name from information_schema.columns where format('%I.%I', table_schema, table_name) = $1 and data_type = 'bytea'`,
        [name],
      );
      for (const { column_name: column } of bytes) {
        const { rows: values } = await pool.query<{ value: Buffer | null }>(`select "${column}" as value from ${name}`);
        dumps.push(...values.map(({ value }) => value?.toString('latin1') ?? ''));
      }
    }
    return dumps;
  } finally {
    await pool.end();
  }
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
