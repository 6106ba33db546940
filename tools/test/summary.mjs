/** Prints a line for each stage and the totals as the last line; returns the exit code. With CI=true a skip is a failure. */
export const printSummary = (results, totalMs) => {
  console.log(`\n── summary ${'─'.repeat(63)}`);
  for (const result of results) console.log(`${mark(result)} ${result.name.padEnd(8)}${describe(result)}`);
  console.log(`in ${seconds(totalMs)}\n`);

  const sum = (member) => results.reduce((total, result) => total + result[member], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  const skipsFail = skipped > 0 && process.env.CI === 'true';
  if (skipsFail) console.log('With CI=true every test must run: a skip is a failure.');
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 || skipsFail ? 1 : 0;
};

const mark = ({ notRun, failed }) => (notRun ? '–' : failed > 0 ? '✗' : '✓');

const describe = ({ notRun, passed, failed, skipped, ms }) =>
  notRun
    ? 'not run'
    : [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} SKIPPED`, seconds(ms)]
        .filter(Boolean)
        .join(', ');

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
