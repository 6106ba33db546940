import { repositoryRoot } from '@latchkey/testing';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { builtImports } from './built-imports';
import { commandOf, composeFile, isOurs, stageOf } from './compose-file';

type Locked = { readonly dev?: boolean; readonly optional?: boolean; readonly devOptional?: boolean };
const read = (path: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8'));
const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
const { packages: locked } = read('package-lock.json') as { packages: Record<string, Locked> };

/** Everything of ours that a container runs; the migrations are what `setup` starts. */
const entries = [
  ...Object.values(composeFile.services)
    .filter(isOurs)
    .map((service) => [commandOf(service)[1] ?? '', service.build?.target ?? '']),
  ...['auth', 'commerce', 'key-management'].map((app) => [`dist/apps/${app}/migrate.main.js`, 'setup']),
] as const;

test.each(entries)('%s imports only what is installed without packages for development', (entry) => {
  const { packages } = builtImports(entry);
  const outside = packages.filter((name) => !isBuiltin(name));
  expect(outside.length).toBeGreaterThan(0);
  expect(outside.filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
  const installed = (name: string): boolean => {
    const { dev, optional, devOptional } = locked[`node_modules/${name}`] ?? { dev: true };
    return !dev && !optional && !devOptional;
  };
  expect(outside.filter((name) => !installed(name))).toEqual([]);
});

test.each(entries)('%s and what it loads are in the image of %s', (entry, target) => {
  const copied = [...stageOf('runtime'), ...stageOf(target)].flatMap((line) => {
    const [, from, to] = /^COPY --from=build \/app\/(\S+) \.\/(\S+)$/.exec(line) ?? [];
    if (from === undefined || to === undefined) return [];
    // What is named with a file's ending goes into a directory, else the directory becomes the other.
    expect(from.startsWith(to)).toBe(true);
    return [from];
  });
  const missing = builtImports(entry).files.filter((file) => !copied.some((path) => `${file}/`.startsWith(`${path}/`)));
  expect(missing).toEqual([]);
});
