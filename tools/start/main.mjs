/** `npm start`: builds what is missing or out of date, then runs the whole system (main.ts). */
import { ensureBuilt } from './ensure-built.mjs';

if (await ensureBuilt()) await import('../../dist/tools/start/main.js');
else process.exitCode = 1;
