import { writeFileSync } from 'node:fs';
import { optionsOrExit } from '../options';
import { runRelayKills } from './relay-scenario';

/**
 * `npm run faults:relay -- --events 20000 --kills 36 [--clients 8] [--json FILE]`: exit code 0 when every event of the log
 * reached the consumer, first occurrences in order for each key and without a hole, and both tell the same of every key.
 */
const { numbers, jsonFile } = optionsOrExit({ '--events': 20_000, '--kills': 36, '--clients': 8 });
const began = performance.now();
const report = await runRelayKills({
  events: numbers['--events'],
  kills: numbers['--kills'],
  clients: numbers['--clients'],
  onKill: (number, victim) => console.log(`kill ${number} of ${numbers['--kills']}: ${victim}`),
});
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(`\n${JSON.stringify(report.kills)} in ${seconds} s`);
console.log(
  `${report.events} events of ${report.keys} keys in the log, ${report.records} records, ${report.repeats} of them repeats`,
);
for (const problem of report.problems.slice(0, 50)) console.log(`PROBLEM ${problem}`);
console.log(
  report.problems.length === 0
    ? 'every event arrived, in order for each key and without a hole; what was published tells of every key what the log tells'
    : 'FAILED',
);
if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify({ ...report, seconds }, null, 2)}\n`);
process.exitCode = report.problems.length === 0 ? 0 : 1;
