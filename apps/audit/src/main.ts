#!/usr/bin/env node
import './cli/small-young-generation';
import { processIo } from './cli/process-io';
import { runAudit } from './cli/run-audit';
import { COMMANDS } from './commands';

process.exitCode = await runAudit(process.argv.slice(2), COMMANDS, processIo());
