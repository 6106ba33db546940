import { readFileSync } from 'node:fs';

const { compilerOptions } = JSON.parse(readFileSync(`${import.meta.dirname}/tsconfig.base.json`, 'utf8'));
const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([name, [file]]) => [`^${name}$`, `<rootDir>/${file.slice(2)}`]),
);

/**
 * Kinds of test by cost: `unit` touches nothing outside the process, `int` real PostgreSQL, `e2e` real processes, `kafka` a
 * real Kafka besides.
 */
const project = (displayName, extra = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: [`**/*.${displayName}.spec.ts`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.sql'],
  transform: {
    '\\.ts$': '<rootDir>/tools/jest/swc-transform.mjs',
    '\\.sql$': '<rootDir>/tools/jest/text-transform.mjs',
  },
  moduleNameMapper,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  ...extra,
});

const withPostgres = {
  globalSetup: '<rootDir>/tools/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/tools/jest/global-teardown.mjs',
};

const withKafka = {
  globalSetup: '<rootDir>/tools/jest/kafka-setup.mjs',
  globalTeardown: '<rootDir>/tools/jest/kafka-teardown.mjs',
};

export default {
  projects: [project('unit'), project('int', withPostgres), project('e2e', withPostgres), project('kafka', withKafka)],
  maxWorkers: 2,
  testTimeout: 60_000,
};
