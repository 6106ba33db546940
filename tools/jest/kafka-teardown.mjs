import stopPostgres from './global-teardown.mjs';

export default async () => {
  await Promise.all([stopPostgres(), globalThis.latchkeyTestKafka?.dispose()]);
};
