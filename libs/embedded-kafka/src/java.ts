import { spawnSync } from 'node:child_process';
import { KafkaStartError } from './kafka-start-error';

const LEAST = 17;

/** @throws KafkaStartError unless `java` on the PATH is version 17 or later */
export const requireJava = (): void => {
  const { stdout, stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8', timeout: 30_000 });
  const version = error === undefined ? javaMajorVersion(`${stderr}${stdout}`) : undefined;
  if (version !== undefined && version >= LEAST) return;
  const found = version === undefined ? 'there is no java on the PATH' : `the java on the PATH is version ${version}`;
  throw new KafkaStartError(
    'java',
    `A local Kafka needs Java ${LEAST} or later and ${found}: install it, or set KAFKA_BROKERS to a Kafka that is there.`,
  );
};

/** Of what `java -version` prints: `17.0.15` is 17, `1.8.0_402` is 8. */
export const javaMajorVersion = (text: string): number | undefined => {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
};
