import type { Command } from './arguments/command';
import { blastRadiusCommand } from './blast-radius/blast-radius.command';
import { diffCommand } from './diff/diff.command';
import { exportCommand } from './export/export.command';
import { historyCommand } from './history/history.command';
import { timelineCommand } from './history/timeline.command';
import { checkProofCommand } from './proofs/check-proof.command';
import { proveCommand } from './proofs/prove.command';
import { asOfCommand } from './replay/as-of.command';
import { whoCouldCommand } from './replay/who-could.command';
import { verifyCommand } from './verify/verify.command';

/** In the order of the help. */
export const COMMANDS: readonly Command[] = [
  historyCommand,
  asOfCommand,
  whoCouldCommand,
  timelineCommand,
  blastRadiusCommand,
  verifyCommand,
  proveCommand,
  checkProofCommand,
  exportCommand,
  diffCommand,
];
