/**
 * `npm test`: every check there is, cheap ones first; a stage that fails ends the run. Names of stages as arguments run only
 * those, and what follows `--` goes to Jest: `npm test -- int -- libs/event-store`.
 */
import '../start/require-installed.mjs';
import { performance } from 'node:perf_hooks';
import { run, stopAll } from './commands.mjs';
import { testServer } from './server.mjs';
import { jestStage } from './jest-stage.mjs';
import { kafkaStage } from './kafka-stage.mjs';
import { lint } from './lint.mjs';
import { printSummary } from './summary.mjs';

const stages = {
  build: () => run('tools/build/build.mjs'),
  format: () => run('node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  lint,
  types: async () => {
    for (const config of ['tsconfig.json', 'apps/dashboard/tsconfig.json', 'apps/dashboard-e2e/tsconfig.json'])
      if (!(await typesOf(config))) return false;
    return true;
  },
  unit: (args) => jestStage('unit', args),
  int: (args) => jestStage('int', args),
  kafka: (args) => kafkaStage(args),
  e2e: (args) => jestStage('e2e', args),
};

const typesOf = (config) => run('node_modules/typescript/bin/tsc', ['-p', config, '--pretty', 'false']);

const [names, jestArgs] = splitArguments(process.argv.slice(2));
const results = [];
const began = performance.now();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await Promise.all([stopAll(), testServer.stop()]);
    process.exit(130);
  });
}

for (const name of names) {
  const failed = results.some((result) => result.failed > 0);
  results.push({
    name,
    ...(failed ? { notRun: true, passed: 0, failed: 0, skipped: 0, ms: 0 } : await runStage(name)),
  });
}
await testServer.stop();
process.exitCode = printSummary(results, performance.now() - began);

async function runStage(name) {
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
  const start = performance.now();
  const outcome = await stages[name](jestArgs);
  const counts =
    typeof outcome === 'boolean' ? { passed: Number(outcome), failed: Number(!outcome), skipped: 0 } : outcome;
  return { ...counts, ms: performance.now() - start };
}

function splitArguments(args) {
  const separator = args.includes('--') ? args.indexOf('--') : args.length;
  const chosen = args.slice(0, separator);
  const unknown = chosen.find((name) => !(name in stages));
  if (unknown !== undefined) {
    console.error(`There is no stage ${unknown}; there are ${Object.keys(stages).join(', ')}.`);
    process.exit(1);
  }
  // End-to-end tests run what was built, and so do some of those with Kafka.
  const runsBuilt = chosen.includes('e2e') || chosen.includes('kafka');
  const needed = runsBuilt && !chosen.includes('build') ? ['build', ...chosen] : chosen;
  return [needed.length > 0 ? needed : Object.keys(stages), args.slice(separator + 1)];
}
