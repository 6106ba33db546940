import type { Command } from '../arguments/command';
import { helpText } from '../arguments/help-text';
import { parseCommandLine } from '../arguments/parse-command-line';
import { printResult } from '../output/print-result';
import { visible } from '../output/visible';
import { type AuditIo, OutputClosed } from './audit-io';
import { explain } from './explain';
import { EXIT, type ExitCode } from './exit-codes';

/** One run of the command line, from its arguments to its exit code. Never rejects. */
export async function runAudit(args: readonly string[], commands: readonly Command[], io: AuditIo): Promise<ExitCode> {
  try {
    const line = parseCommandLine(args, commands);
    if ('help' in line) {
      await io.out.write(helpText(line.help, commands));
      return EXIT.ok;
    }
    const { command, values, operands, format } = line;
    const result = await command.run({ values, operands, io });
    await printResult(result, format, io).catch(unlessClosed);
    return result.exitCode;
  } catch (error) {
    if (error instanceof OutputClosed) return EXIT.ok;
    const { exitCode, message } = explain(error);
    await io.err.write(`audit: ${visible(message)}\n`).catch(() => undefined);
    return exitCode;
  }
}

/** What was found stays found, whoever reads it. */
const unlessClosed = (error: unknown): void => {
  if (!(error instanceof OutputClosed)) throw error;
};
