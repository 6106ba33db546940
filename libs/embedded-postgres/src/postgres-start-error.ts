/** The message is one sentence for whoever started the program; `reason` is for programs. */
export class PostgresStartError extends Error {
  constructor(
    readonly reason: 'binaries' | 'initdb' | 'user' | 'data-directory' | 'port' | 'server',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PostgresStartError';
  }
}
