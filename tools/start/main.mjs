/** `npm start`: builds what is missing or out of date, then runs the whole system (main.ts). */
import './require-installed.mjs';

// Not before: without the packages this may be a Node that cannot load it.
const { ensureBuilt } = await import('./ensure-built.mjs');
if (await ensureBuilt()) await import('../../dist/tools/start/main.js');
else process.exitCode = 1;
