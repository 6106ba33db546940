/** What the tests with PostgreSQL have, and one Kafka for all: the one that KAFKA_BROKERS names, else one that goes away with Jest. */
import '../typescript/hooks.mjs';
import startPostgres from './global-setup.mjs';

export default async () => {
  // Computed, for Nx: to it a library that is loaded lazily in one place may be imported statically in no other.
  const { startDisposableKafka } = await import(new URL('../../libs/testing/src/index.ts', import.meta.url));
  const startKafka = async () => {
    if (process.env.KAFKA_BROKERS) return;
    const broker = await startDisposableKafka();
    globalThis.latchkeyTestKafka = broker;
    process.env.KAFKA_BROKERS = broker.brokers.join(',');
  };
  await Promise.all([startPostgres(), startKafka()]);
};
