import type { PublishedSeal, SealPublisher } from '../publishing/publisher.port';

/** Keeps what is published, unless it was told to fail. */
export const publisherDouble = (name: string) => {
  const published: PublishedSeal[] = [];
  let failure: Error | undefined;
  const publisher: SealPublisher = {
    name,
    tellsItself: false,
    async open() {
      if (failure) throw failure;
      return 'unknown';
    },
    async publish(seals) {
      if (failure) throw failure;
      published.push(...seals);
    },
    close: async () => undefined,
  };
  return {
    publisher,
    failWith: (error: Error | undefined) => void (failure = error),
    sizes: () => published.map(({ seal }) => seal.size),
  };
};
