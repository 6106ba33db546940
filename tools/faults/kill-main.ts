import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runKills } from './kill-scenario';
import { optionsOrExit } from './options';

/**
 * `node dist/tools/faults/kill-main.js --kills 50 [--writers 4] [--followers 2] [--json FILE]`: exit code 0 when nothing
 * that was acknowledged is lost, nothing is there twice, and no checkpoint was ever ahead.
 */
const { numbers, jsonFile } = optionsOrExit({ '--kills': 50, '--writers': 4, '--followers': 2 });
const beside = (file: string) => [join(dirname(process.argv[1] ?? ''), file)];
const began = performance.now();
const report = await runKills({
  kills: numbers['--kills'],
  writers: numbers['--writers'],
  followers: numbers['--followers'],
  programs: { writer: beside('writer-main.js'), follower: beside('follower-main.js') },
  onKill: (number, victim) => console.log(`kill ${number} of ${numbers['--kills']}: ${victim}`),
});
const seconds = Math.round((performance.now() - began) / 1_000);

console.log(`\n${JSON.stringify(report.kills)} in ${seconds} s`);
console.log(
  `${report.acknowledged} of ${report.events} appends acknowledged, ${report.unknownOutcomes} unknown outcomes on the way`,
);
console.log(
  report.rebuilt ? 'a checkpoint of another log was refused and everything rebuilt' : 'NOT rebuilt for another log',
);
for (const problem of report.problems) console.log(`PROBLEM ${problem}`);
console.log(
  report.problems.length === 0
    ? 'every acknowledged event is there, once, at its position; no checkpoint was ahead'
    : 'FAILED',
);
if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify({ ...report, seconds }, null, 2)}\n`);
process.exitCode = report.problems.length === 0 && report.rebuilt ? 0 : 1;
