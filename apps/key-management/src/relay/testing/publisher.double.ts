import type { PublishedRecord } from '@latchkey/key-events';
import type { Publisher } from '../publisher.port';

/** Keeps what is sent; `fail` is asked before anything is. */
export const publisherDouble = (fail: (records: readonly PublishedRecord[]) => Error | undefined = () => undefined) => {
  const sent: PublishedRecord[] = [];
  const publisher: Publisher = {
    check: async () => undefined,
    close: async () => undefined,
    async send(records) {
      const error = fail(records);
      if (error) throw error;
      sent.push(...records);
    },
  };
  return { publisher, sent, versions: () => sent.map(({ headers }) => Number(headers['ce_streamversion'])) };
};
