import type { ConsumedRecord } from '@latchkey/kafka';

/**
 * The consumer has stopped, because going on would mean to leave something out. Names where; nothing of what is in the
 * record. It stops there again until somebody has found out what happened.
 */
export class ConsumerStopped extends Error {
  override readonly name = 'ConsumerStopped';
  constructor(
    readonly reason: 'gap' | 'unreadable',
    { topic, partition, offset }: ConsumedRecord,
    detail: string,
  ) {
    super(`stopped at ${topic}, partition ${partition}, offset ${offset}: ${detail}`);
  }
}
