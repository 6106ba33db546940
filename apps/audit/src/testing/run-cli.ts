import type { AuditIo } from '../cli/audit-io';
import { runAudit } from '../cli/run-audit';
import { COMMANDS } from '../commands';

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of the terminal; absent: a pipe. */
  readonly terminal?: number;
  readonly now?: string;
}

/** The command line within this process. */
export async function runCli(args: readonly string[], { env = {}, terminal, now }: CliOptions = {}): Promise<CliRun> {
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    isTerminal: terminal !== undefined,
    columns: terminal ?? 80,
    write: (text: string) => Promise.resolve(void (written[name] += text)),
  });
  const io: AuditIo = {
    env,
    out: output('out'),
    err: output('err'),
    now: () => (now === undefined ? new Date() : new Date(now)),
  };
  const code = await runAudit(args, COMMANDS, io);
  return { code, ...written };
}
