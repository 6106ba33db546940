import { run } from './commands.mjs';

const QUIET_NX = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', NX_VERBOSE_LOGGING: 'false' };

/**
 * ESLint with the module boundaries in force: their rule reads the project graph that Nx last computed, and without one it
 * passes everything with nothing but a warning.
 */
export const lint = async () => {
  if (!(await run('node_modules/nx/dist/bin/nx.js', ['show', 'projects', '--sep', ' '], { env: QUIET_NX })))
    return false;
  let boundariesChecked = true;
  const clean = await run(
    'node_modules/eslint/bin/eslint.js',
    ['--max-warnings', '0', '--ignore-pattern', 'tmp/**', '.'],
    {
      env: QUIET_NX,
      onOutput: (text) => (boundariesChecked &&= !text.includes('No cached ProjectGraph')),
    },
  );
  if (!boundariesChecked) console.error('The module boundaries were not checked: there was no project graph.');
  return clean && boundariesChecked;
};
