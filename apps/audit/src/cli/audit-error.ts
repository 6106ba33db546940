import { EXIT, type ExitCode } from './exit-codes';

/** Told as it is, in one sentence; never with a value that could be a secret. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const wrongUsage = (message: string): AuditError => new AuditError(EXIT.usage, message);
export const unknown = (message: string): AuditError => new AuditError(EXIT.unknown, message);
export const notDone = (message: string, options?: ErrorOptions): AuditError =>
  new AuditError(EXIT.found, message, options);
