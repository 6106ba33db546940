import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './commands.mjs';
import { testServer } from './server.mjs';

const NODE_ARGS = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  // Of kafkajs (tulios/kafkajs#1751): what libs/kafka does about it does not reach the process outside of Jest's sandbox.
  '--disable-warning=TimeoutNegativeWarning',
];

/** Runs one kind of test and counts; a run without a report counts as one failure. */
export const jestStage = async (project, args) => {
  if (project !== 'unit') await testServer.ready();
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-jest-'));
  const report = join(directory, 'report.json');
  try {
    const clean = await run(
      'node_modules/jest/bin/jest.js',
      ['--ci', `--selectProjects=${project}`, '--json', `--outputFile=${report}`, ...args],
      { nodeArgs: NODE_ARGS },
    );
    return count(readReport(report), clean);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

const count = (report, clean) => {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed || Number(!clean), skipped };
};

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
