import { createPool } from '@latchkey/postgres';
import { createInstallation, type Installation } from '@latchkey/testing';
import { type Answer, call, type Call, patiently } from '@latchkey/testing/platform';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { attempts, forwardAttempts, type Attempt, type Basis } from './canary/attempts';
import { ECHOES } from './canary/echoes';
import { makePerson } from './canary/make-person';
import { serviceToken, setStage, type Stage } from './canary/stage';
import { storedValues } from './canary/stored-values';
import { readOpenApi, type Operation } from './openapi/openapi-document';
import { startDestination, type Destination } from './support/destination';
import { inParallel } from './support/in-parallel';

/** Where the operator's token is meant to be. */
const HOMES_OF_THE_TOKEN = ['secrets/operator-token', 'local.json'];
const AT_ONCE = 8;

let installation: Installation;
let run: ReturnType<Installation['start']>;
let destination: Destination;
let stage: Stage;

beforeAll(async () => {
  destination = await startDestination();
  installation = await createInstallation();
  run = installation.start({ LOG_LEVEL: 'debug' });
  await run.ready;
  stage = await setStage(installation.local(), destination);
}, 180_000);
afterAll(async () => {
  await installation?.dispose();
  await destination?.stop();
});

test('the bundle that holds a network token and a cryptogram shows neither', () => {
  expect(stage.bundle).toMatchObject({ success: true, encrypted_authentication_data: expect.any(String) });
  expect(stage.found(JSON.stringify(stage.bundle))).toEqual([]);
});

test.each(Object.keys(ECHOES))(
  'a destination that gives back what it received does not reach the caller: %s',
  async (echo) => {
    const card = { number: '{{ account_number }}', code: '{{ security_code }}' };
    const bundle = { token: '{{ network_token }}', cryptogram: '{{ cryptogram }}' };
    const token = await stage.storeCard();
    destination.behave(ECHOES[echo] ?? fail);
    for (const [template, forward] of [
      [
        card,
        (headers: Record<string, string>) => stage.backend.forwardCard(token, destination.url('/'), card, headers),
      ],
      [bundle, (headers: Record<string, string>) => stage.backend.forwardBundle(stage.bundleId, bundle, headers)],
    ] as const) {
      const before = destination.received.length;
      const once = { 'x-idempotency-key': randomUUID() };
      const answers = [await forward(once), await forward(once)];
      expect(Object.keys(JSON.parse(destination.received[before]?.body ?? '{}'))).toEqual(Object.keys(template));
      expect(destination.received).toHaveLength(before + 1);
      for (const answer of answers) {
        expect({ status: answer.status, leaks: leaksIn(answer) }).toEqual({ status: answer.status, leaks: [] });
        if (template === card) expect(withoutOurs(answer)).not.toMatch(alone(stage.securityCode));
      }
    }
  },
);

test('secrets that went through every input of every service, and came back from destinations, are found nowhere afterwards', async () => {
  destination.behave((_, response) => void response.end('ok'));
  await stage.backend.forwardCard(stage.token, destination.url('/'), NUMBER, { 'x-idempotency-key': randomUUID() });
  const local = installation.local();
  const leaks: string[] = [];
  for (const answer of await misuseTheCode()) leaks.push(...leaksIn(answer));
  const gotFar = new Set<string>();
  const unreached: string[] = [];
  let sent = 0;
  for (const [base, service] of [
    [local.key_management_url, () => managed(stage)],
    [local.commerce_url, async () => guarded(stage)],
    [local.auth_url, asService],
  ] as const) {
    const document = readOpenApi((await call(base, '/openapi.json')).body as Parameters<typeof readOpenApi>[0]);
    const basis = { ...(await service()), resolve: document.resolve };
    const all = document.operations.flatMap((operation) => everything(operation, basisOf(operation, basis)));
    document.operations
      .map(named)
      .filter((name) => stage.person.reached.includes(name))
      .forEach((name) => gotFar.add(name));
    await inParallel(all, AT_ONCE, async ({ operation, name, attempt }) => {
      const answer = await send(base, attempt);
      if (answer === null) return;
      sent += 1;
      if (answer.status < 300) gotFar.add(named(operation));
      const what = `${named(operation)} ${attempt.where} ${name}`;
      if (leaksIn(answer).length > 0) leaks.push(`${what}: ${answer.status} ${leaksIn(answer)}`);
      if (answer.status >= 500) leaks.push(`${what}: ${answer.status}`);
    });
    unreached.push(...document.operations.map(named).filter((operation) => !gotFar.has(operation)));
  }
  expect(leaks).toEqual([]);
  // What is refused at the door shows nothing. Deletions are meant to be refused, or there would soon be nothing left.
  expect(unreached.filter((operation) => !operation.startsWith('delete '))).toEqual([]);
  const { password: _ofPerson, ...forwarded } = stage.secrets;
  for (const canary of Object.values(forwarded)) {
    expect(destination.received.some(({ path }) => path === `/?q=${encodeURIComponent(canary)}`)).toBe(true);
    expect(destination.received.some(({ body }) => body.includes(canary))).toBe(true);
    expect(destination.received.some(({ headers }) => headers['x-api-key'] === canary)).toBe(true);
  }
  expect(sent).toBeGreaterThan(4_000);

  for (const offset of [5, 6, 7]) {
    for (const path of ['/metrics', '/healthz', '/readyz']) {
      const answer = await call(`http://127.0.0.1:${installation.portBase + offset}`, path);
      expect(leaksIn(answer)).toEqual([]);
    }
  }

  const values = await storedValues(local.database_url);
  const places = new Set(values.map(({ place }) => place));
  // The search reaches what matters: codes, bundles, forwards, remembered answers and events have been written.
  for (const place of [
    'commerce_volatile.security_codes.security_code',
    'commerce.payment_data.authentication_data',
    'commerce.access_records.destination',
    'commerce.access_records.request_id',
    'commerce.idempotency_records.answer',
    'commerce.merchant_encryption_keys.encryption_key',
  ])
    expect(places).toContain(place);
  const stored = values.flatMap(({ place, bytes }) =>
    [...stage.found(bytes), ...(COUNTS.test(place) ? [] : code(bytes))].map((what) => `${place}: ${what}`),
  );
  expect(stored).toEqual([]);

  await readUnstored(local.database_url);
  await run.kill('SIGTERM');
  expect([
    ...stage.found(run.output()),
    ...run
      .output()
      .split('\n')
      .flatMap((line) => code(line)),
  ]).toEqual([]);
  const files = filesBelow(installation.dataDir);
  expect(files.length).toBeGreaterThan(100);
  // What waits on disk for the database is among them.
  const spooled = files.filter((file) => /^accesses\/[^/]+\/[^/]+\.spool$/.test(relative(installation.dataDir, file)));
  expect(spooled.map((file) => readFileSync(file, 'utf8')).join('')).toContain(stage.token);
  for (const file of files) {
    const name = relative(installation.dataDir, file);
    const bytes = readFileSync(file);
    const inFile = stage.found(bytes).filter((needle) => !isAtHome(needle, name));
    // Too short to mean anything among the pages of a database.
    if (/\.(?:log|json)(?:\.\d+)?$/.test(name))
      inFile.push(
        ...bytes
          .toString()
          .split('\n')
          .flatMap((line) => code(line)),
      );
    expect({ name, inFile }).toEqual({ name, inFile: [] });
  }
}, 600_000);

/** Columns that count: one of them comes to any three digits some time. */
const COUNTS = /\.(?:ordinal|position|size|number)$/;

/** The operator's token in its files, and a one-time token in the mail that brings it to its owner. */
const isAtHome = (needle: string, file: string): boolean =>
  (HOMES_OF_THE_TOKEN.includes(file) && needle.startsWith('operator')) ||
  (/^mail\/[^/]+\.eml$/.test(file) && /^(?:invitations|password-resets)(?:,|$)/.test(needle));

const NUMBER = { number: '{{ account_number }}' };

const fail = (): never => {
  throw new Error('there is no such echo');
};

const code = (hay: Buffer | string): string[] => (stage.hasCode(hay.toString()) ? ['security code'] : []);

const leaksIn = ({ text, statusText, headers }: Answer): string[] => {
  const parts = [text, statusText, ...[...headers].flat()];
  return [...new Set([...stage.found(parts.join('\n')), ...parts.flatMap((part) => code(part))])];
};

/** What of a relayed answer the destination can have written. */
const withoutOurs = ({ text, statusText, headers }: Answer): string =>
  [
    text,
    statusText,
    ...[...headers].filter(([name]) => !/^(?:server-timing|date|content-length|x-request-id)$/.test(name)).flat(),
  ].join('\n');

const alone = (digits: string): RegExp => new RegExp(`(?<![0-9A-Za-z])${digits}(?![0-9A-Za-z])`);

const named = ({ method, path }: Operation): string => `${method} ${path}`;

/** It is too short to be sent everywhere: here it goes where it belongs, with something else wrong, or nearly there. */
async function misuseTheCode(): Promise<Answer[]> {
  const { securityCode: text, key, token, backend } = stage;
  const card = { account_number: '4012888888881881', expiry_month: 12, expiry_year: 2040 };
  const wrong = [
    ...[{ security_code: Number(text) }, { security_code: [text] }, { security_code: `${text}\u0000` }],
    ...[{ expiry_month: 13 }, { account_number: '378282246310005' }, { surplus: text }, { cvv: text }],
  ].map((more) => ({ ...card, security_code: text, ...more }));
  const tokens = wrong.map((json) =>
    call(installation.local().commerce_url, '/tokens', { method: 'POST', headers: { 'x-api-key': key }, json }),
  );
  const template = { code: text, again: `{{ security_code | ${text} }}` };
  return Promise.all([...tokens, backend.forwardCard(token, destination.url('/'), template)]);
}

/** Secrets in every place of commerce's reads once more, while the database takes no access records: they stay on disk. */
async function readUnstored(databaseUrl: string): Promise<void> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: 'canary', max: 1 });
  await pool.query('alter function commerce.append_access_records rename to append_away');
  await pool.end();
  const { commerce_url: base } = installation.local();
  const document = readOpenApi((await call(base, '/openapi.json')).body as Parameters<typeof readOpenApi>[0]);
  const basis = { ...guarded(stage), resolve: document.resolve };
  const reads = document.operations.filter(({ method }) => method === 'get');
  const all = reads.flatMap((operation) => everything(operation, basis));
  await inParallel(all, AT_ONCE, async ({ attempt }) => void (await send(base, attempt)));
}

/** Each secret in each place of an operation. */
function everything(operation: Operation, basis: Basis) {
  return Object.entries(stage.secrets).flatMap(([name, canary]) => {
    const each = [
      ...attempts(operation, canary, basis, name !== 'cryptogram'),
      ...(name === 'key' || name === 'card' ? attempts(operation, canary, { ...basis, headers: {} }, true) : []),
      ...(isForward(operation) ? forwardAttempts(operation, canary, basis, destination.url('/')) : []),
    ];
    // A key that deletes itself would be of no use to what follows.
    const deadly = ({ where }: Attempt) => operation.method === 'delete' && where === 'header x-api-key';
    // A password is whatever somebody has chosen: elsewhere nobody can know it for one.
    const isOutOfPlace = ({ where }: Attempt) =>
      name === 'password' && (!isSignIn(operation) || !where.startsWith('body ') || where === 'body member name');
    return each
      .filter((attempt) => !deadly(attempt) && !isOutOfPlace(attempt))
      .map((attempt) => ({ operation, name, attempt }));
  });
}

/** What takes passwords and tokens, and keeps no text. */
const isSignIn = ({ path, method }: Operation): boolean =>
  method !== 'get' && /^\/(?:sessions?|one-time-links|invitations\/accept|password-resets)(?:\/|$)/.test(path);

/** A person’s calls are made by a person; but not those that would end their session. */
const basisOf = (operation: Operation, basis: Basis): Basis =>
  (operation.path.startsWith('/session') && operation.method !== 'delete') || isSignIn(operation)
    ? { ...basis, headers: operation.method === 'delete' ? {} : stage.person.headers }
    : basis;

const isForward = ({ method, path }: Operation): boolean => method === 'post' && path.endsWith('/forward');

/** An account of its own: what is sent there changes it. */
async function managed({ operator }: Stage) {
  const account = await operator.openAccount('ecosystem', 'Sacrifice');
  const merchants = await operator.addMerchant(account, 'Sacrifice Ltd');
  const key = await operator.makeKey(account);
  const { id: users } = await makePerson(installation.local().key_management_url, operator, account);
  const position = { 'x-latchkey-min-position': key.position };
  const timeline = await operator.request('/audit/timeline', { account, headers: position });
  const [event] = (timeline.body as { data: { id: string }[] }).data;
  return {
    ids: { accounts: account, merchants, 'api-keys': key.id, users, audit: event?.id ?? '' },
    query: { key: key.id, at: new Date().toISOString(), feature: 'tokens.list' },
    headers: { authorization: `Bearer ${installation.local().operator_token}`, 'x-latchkey-account': account },
  };
}

/** Only when it is auth’s turn: the token is good for a minute. */
const asService = async () => ({
  ids: {},
  headers: { authorization: `Bearer ${await serviceToken(installation.dataDir)}` },
});

const guarded = ({ key, token, bundleId }: Stage) => ({
  ids: { tokens: token, 'payment-data': bundleId },
  headers: { 'x-api-key': key, 'x-latchkey-token': token, 'x-destination-url': destination.url('/') },
});

/** Some inputs are refused by the client itself (a header it does not send): those reach nobody. */
async function send(base: string, { path, ...options }: Attempt): Promise<Answer | null> {
  const { where: _, ...request }: Call & { where: string } = options;
  try {
    return await patiently(() => call(base, path, request));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
