import type { Metrics } from '@latchkey/platform';
import { NotAsSealed } from './not-as-sealed';
import type { SealerStatus } from './sealer';
import type { Sealing } from './sealing';

/** Figures of one process. Of several, the one that has `sealing_leader` 1 knows the others; elsewhere they are missing. */
export const observeSealing = (metrics: Metrics, sealing: Sealing): void => {
  const gauge = (name: string, help: string, value: () => number): void => {
    const made = metrics.gauge({ name, help, collect: () => made.set(value()) });
  };
  const ofEachLog = (name: string, help: string, value: (status: SealerStatus) => number | undefined): void => {
    const made = metrics.gauge({
      name,
      help,
      labels: ['log'],
      collect() {
        made.reset();
        const { role, logs } = sealing.status();
        for (const status of role === 'leader' ? logs : []) {
          const figure = value(status);
          if (figure !== undefined) made.set({ log: status.log }, figure);
        }
      },
    });
  };
  gauge('sealing_leader', '1: this process seals; 0: it stands by', () => Number(sealing.status().role === 'leader'));
  gauge('sealing_interrupted', '1: this process should seal or publish seals and cannot; /readyz says why', () =>
    Number(sealing.status().error !== undefined),
  );
  gauge('sealing_held', '1: what is stored is not what was sealed, and nothing is signed', () =>
    Number(sealing.status().error instanceof NotAsSealed),
  );
  ofEachLog('sealing_leaves', 'Leaves of the tree', ({ size }) => size);
  ofEachLog('sealing_sealed_leaves', 'Leaves under the latest seal', ({ sealedSize }) => sealedSize);
  ofEachLog('sealing_unsealed_leaves', 'Leaves under no seal yet', ({ size, sealedSize }) =>
    size === undefined || sealedSize === undefined ? undefined : size - sealedSize,
  );
  ofEachLog(
    'sealing_unsealed_seconds',
    'For how long there have been leaves under no seal',
    ({ size, unsealedSince }) =>
      size === undefined ? undefined : unsealedSince === undefined ? 0 : secondsSince(unsealedSince),
  );
  ofEachLog('sealing_seal_age_seconds', 'How long ago this process made the latest seal', ({ sealedAt }) =>
    sealedAt === undefined ? undefined : secondsSince(sealedAt),
  );
};

const secondsSince = (monotonicMs: number): number => (performance.now() - monotonicMs) / 1000;
