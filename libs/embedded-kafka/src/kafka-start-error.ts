/** The message is one sentence for whoever started the program; `reason` is for programs. */
export class KafkaStartError extends Error {
  override readonly name = 'KafkaStartError';
  constructor(
    readonly reason: 'java' | 'maven' | 'artefacts' | 'directory' | 'port' | 'broker',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
