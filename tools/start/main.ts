import { runUntilSignal } from './run-until-signal';

await runUntilSignal();
