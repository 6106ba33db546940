import { createLease, lead } from '@latchkey/leadership';
import type { Pool } from '@latchkey/postgres';
import type { LeafSource } from './leaf-source';
import { createPublishing, type Publishing, type PublishingStatus } from './publishing/publishing';
import type { SealPublisher } from './publishing/publisher.port';
import { createSealer, type SealerStatus } from './sealer';
import { leaseTable, sealerTerm } from './sealer-term';
import type { SealingSettings } from './sealing.settings';

export interface SealingOptions {
  readonly pool: Pool;
  /** Of this service; `sealsMigration` was run in it. */
  readonly schema: string;
  readonly settings: SealingSettings;
  readonly sources: readonly LeafSource[];
  readonly publishers: readonly SealPublisher[];
  readonly now: () => Date;
  readonly log: {
    info(message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  readonly leaseMs?: number;
}

export interface SealingStatus {
  readonly role: 'standby' | 'leader';
  readonly logs: readonly SealerStatus[];
  readonly publishers: readonly ({ readonly name: string } & PublishingStatus)[];
  /** The first thing that keeps this process from doing all of its work; undefined: nothing, or another process does it. */
  readonly error: Error | undefined;
}

export interface Sealing {
  /** Resolves after the abort. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  status(): SealingStatus;
}

const SAYS = {
  leads: 'this process seals',
  overtaken: 'this process seals no more: another has taken over, or may have',
  unknown: 'whether to seal cannot be found out; trying again',
};

/**
 * Hashes the logs, signs heads of their trees and publishes them. Of all processes that run at once one does; another takes
 * over when it is gone. Without a key logs are hashed, and nothing is signed.
 */
export const createSealing = (options: SealingOptions): Sealing => {
  const { pool, schema, settings, log } = options;
  let role: SealingStatus['role'] = 'standby';
  if (settings.key === undefined) log.info('SEALING_KEY_FILE is not set: what is logged is hashed, and not sealed');
  const publishings = options.publishers.map((publisher) => createPublishing({ pool, schema, publisher, log }));
  const sealers = options.sources.map((source) =>
    createSealer({ ...options, source, mayBegin: () => !publishings.some(mightContradict) }),
  );

  const status = (): SealingStatus => {
    const logs = sealers.map((sealer) => sealer.status());
    const publishers = publishings.map((each) => ({ name: each.name, ...each.status() }));
    const errors = [...logs, ...publishers].map(({ error }) => error);
    return { role, logs, publishers, error: role === 'leader' ? errors.find((error) => error) : undefined };
  };
  return {
    status,
    async run(signal) {
      await lead({
        lease: createLease(pool, leaseTable(schema)),
        says: SAYS,
        log,
        signal,
        ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
        onRole: (next) => (role = next),
        work: async (fence, lent) => {
          const term = sealerTerm(pool, schema, fence, lent);
          await Promise.all([
            ...sealers.map((sealer) => sealer.run(term)),
            ...(settings.key === undefined ? [] : publishings.map((each) => each.run(term.signal))),
          ]);
        },
      });
      await Promise.all(publishings.map((each) => each.close().catch(() => undefined)));
    },
  };
};

const mightContradict = (publishing: Publishing): boolean =>
  publishing.mayContradict && publishing.status().number === undefined;
