import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KafkaStartError } from './kafka-start-error';
import { LOG4J2_XML, POM_XML, VERSION } from './kafka-files';

const DOWNLOAD_MS = 300_000;

/** Beside what npm installed, so that it goes and comes with it; Maven keeps its own copy of what it has downloaded. */
const cacheDirectory = (): string => join(nodeModules(import.meta.dirname), '.cache', 'kafka', VERSION);

export const artefactsAreThere = (): boolean => existsSync(cacheDirectory());

export interface KafkaArtefacts {
  /** For `java -cp`. */
  readonly classPath: string;
  readonly loggingConfiguration: string;
}

/** Apache Kafka as Maven has it, downloaded once. Made aside and renamed: what is there is always whole. */
export const ensureArtefacts = async (): Promise<KafkaArtefacts> => {
  const directory = cacheDirectory();
  if (!existsSync(directory)) {
    requireMaven();
    mkdirSync(dirname(directory), { recursive: true });
    const unfinished = mkdtempSync(`${directory}.unfinished-`);
    try {
      writeFileSync(join(unfinished, 'pom.xml'), POM_XML);
      writeFileSync(join(unfinished, 'log4j2.xml'), LOG4J2_XML);
      await download(unfinished);
      putInPlace(unfinished, directory);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return { classPath: join(directory, 'libs', '*'), loggingConfiguration: join(directory, 'log4j2.xml') };
};

/** @throws KafkaStartError unless there is an `mvn` on the PATH */
export const requireMaven = (): void => {
  const { status } = spawnSync('mvn', ['--version'], { stdio: 'ignore', timeout: 60_000 });
  if (status === 0) return;
  throw new KafkaStartError(
    'maven',
    'A local Kafka is downloaded with Maven and there is no mvn on the PATH: install Maven, or set KAFKA_BROKERS to a Kafka that is there.',
  );
};

const download = async (directory: string): Promise<void> => {
  const target = ['-DincludeScope=runtime', `-DoutputDirectory=${join(directory, 'libs')}`];
  const child = spawn('mvn', ['-q', '-B', 'dependency:copy-dependencies', ...target], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: DOWNLOAD_MS,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  const reason = output.split('\n').find((line) => line.includes('ERROR')) ?? `exit code ${code}`;
  throw new KafkaStartError(
    'artefacts',
    `Apache Kafka ${VERSION} could not be downloaded with Maven (${reason.replace(/^.*?ERROR\]?\s*/, '').slice(0, 300)}).`,
  );
};

const putInPlace = (unfinished: string, directory: string): void => {
  try {
    renameSync(unfinished, directory);
  } catch (error) {
    // Another process has put the same there in between.
    if (!existsSync(directory)) throw error;
  }
};

const nodeModules = (from: string): string => {
  const candidate = join(from, 'node_modules');
  if (existsSync(candidate)) return candidate;
  const parent = dirname(from);
  if (parent === from) throw new KafkaStartError('artefacts', 'There is no node_modules: run `npm ci` first.');
  return nodeModules(parent);
};
