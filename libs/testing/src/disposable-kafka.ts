import { startKafka, type RunningKafka, type StartKafkaOptions } from '@latchkey/embedded-kafka';
import { createDisposableDirectory } from './disposable-directory';

export type DisposableKafka = RunningKafka & {
  /** Stops it and removes its files. Happens by itself when this process ends. */
  dispose(): Promise<void>;
};

/** A Kafka of one's own, to be killed and restarted at will. Takes five seconds and half a gigabyte. */
export const startDisposableKafka = async (
  options: Omit<StartKafkaOptions, 'directory'> = {},
): Promise<DisposableKafka> => {
  const directory = createDisposableDirectory('kafka');
  const kafka = await startKafka({ ...options, directory: directory.dataDir });
  return {
    ...kafka,
    async dispose() {
      await kafka.kill(); // its files go with it
      await directory.dispose();
    },
  };
};
