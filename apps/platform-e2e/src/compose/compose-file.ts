import { repositoryRoot } from '@latchkey/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What our own docker-compose.yml has of a service. */
export type ComposeService = {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** `name:path` or `name:path:ro`. */
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
};

export type ComposeFile = {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
};

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');

/** As it is, and read by the same rules as Compose, which knows merge keys. Its shape is checked by a test of its own. */
export const composeText = read('docker-compose.yml');
export const composeFile = parse(composeText, { merge: true }) as ComposeFile;
export const dockerfile = read('infra/docker/Dockerfile');

export const serviceOf = (name: string): ComposeService => {
  const service = composeFile.services[name];
  if (service === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return service;
};

export type Mount = { readonly volume: string; readonly path: string; readonly readOnly: boolean };

export const mountsOf = ({ volumes = [] }: ComposeService): readonly Mount[] =>
  volumes.map((text) => {
    const [volume = '', path = '', mode] = text.split(':');
    return { volume, path, readOnly: mode === 'ro' };
  });

/** The instructions of one stage of the Dockerfile, its `FROM` first. */
export const stageOf = (target: string): readonly string[] => {
  const stages = dockerfile.split(/^(?=FROM )/m);
  const stage = stages.find((text) => text.split('\n', 1)[0]?.endsWith(` AS ${target}`));
  if (stage === undefined) throw new Error(`the Dockerfile has no stage ${target}`);
  return stage.split('\n').filter((line) => /^[A-Z]+ /.test(line));
};

/** What a container of ours runs: `node` and its arguments. */
export const commandOf = ({ command, build }: ComposeService): readonly string[] => {
  if (command !== undefined) return command;
  const line = stageOf(build?.target ?? '').findLast((text) => text.startsWith('CMD '));
  return JSON.parse(line?.slice('CMD '.length) ?? '[]') as string[];
};

export const isOurs = ({ build }: ComposeService): boolean => build !== undefined;

/** Runs to its end before others start. */
export const runsOnce = ({ build }: ComposeService): boolean => build?.target === 'setup';
