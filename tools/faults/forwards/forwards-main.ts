import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runForwards } from './forward-scenario';

/**
 * `npm run faults:forwards -- --forwards 240 [--clients 8] [--json FILE]`: exit code 0 when no destination received a
 * forward twice, whatever was killed when, and no answer denied what was received.
 */
const { values } = parseArgs({
  options: {
    forwards: { type: 'string', default: '240' },
    clients: { type: 'string', default: '8' },
    json: { type: 'string' },
  },
});
const began = performance.now();
const report = await runForwards({
  forwards: Number(values.forwards),
  clients: Number(values.clients),
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
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...report, seconds }, null, 2)}\n`);
process.exitCode = report.problems.length === 0 ? 0 : 1;
