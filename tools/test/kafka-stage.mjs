import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from './commands.mjs';
import { jestStage } from './jest-stage.mjs';

/** Tests on a real Kafka. Where there is none and none can be started they are skipped, and say so; never with CI=true. */
export const kafkaStage = async (args) => {
  const obstacle = await whyNot();
  if (obstacle === undefined) return jestStage('kafka', args);
  const files = testFiles(args);
  console.error(`\n${files} test files that need a real Kafka are SKIPPED. ${obstacle}\n`);
  return { passed: 0, failed: 0, skipped: files };
};

const whyNot = async () => {
  if (process.env.KAFKA_BROKERS) return undefined;
  await import('../typescript/hooks.mjs');
  // Computed, for Nx: to it a library that is loaded lazily in one place may be imported statically in no other.
  const { kafkaObstacle } = await import(new URL('../../libs/testing/src/index.ts', import.meta.url));
  return kafkaObstacle();
};

const testFiles = (args) => {
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    resolve(root, 'node_modules/jest/bin/jest.js'),
  ];
  const list = execFileSync(process.execPath, [...jest, '--listTests', '--selectProjects=kafka', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return list.split('\n').filter((line) => line.endsWith('.kafka.spec.ts')).length;
};
