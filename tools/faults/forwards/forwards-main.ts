import { writeFileSync } from 'node:fs';
import { optionsOrExit } from '../options';
import { runForwards } from './forward-scenario';

/**
 * `npm run faults:forwards -- --forwards 240 [--clients 8] [--json FILE]`: exit code 0 when no destination received a
 * forward twice, whatever was killed when, and no answer denied what was received.
 */
const { numbers, jsonFile } = optionsOrExit({ '--forwards': 240, '--clients': 8 });
const began = performance.now();
const report = await runForwards({
  forwards: numbers['--forwards'],
  clients: numbers['--clients'],
  onKill: (number) => console.log(`kill ${number}`),
});
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(
  `\n${report.forwards} forwards, ${report.attempts} attempts, commerce killed ${report.kills} times, in ${seconds} s`,
);
console.log(
  `${report.answered} answered, ${report.unknown} told that the outcome is unknown; ${report.received} received, ${report.auditRows} audit rows`,
);
for (const problem of report.problems) console.log(`PROBLEM ${problem}`);
console.log(
  report.problems.length === 0 ? 'at most one request for each idempotency key, and no false word' : 'FAILED',
);
if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify({ ...report, seconds }, null, 2)}\n`);
process.exitCode = report.problems.length === 0 ? 0 : 1;
