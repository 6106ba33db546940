import { createOutbound, type Outbound } from '@latchkey/outbound';
import type { Clock, Logger, Metrics } from '@latchkey/platform';
import type { Accesses } from '../accesses/accesses.port';
import { idempotencyScope } from '../http/idempotency-scope';
import type { Storage } from '../storage';
import { BUNDLE_PLACEHOLDERS, findBundle } from './bundle-subject';
import { CARD_PLACEHOLDERS, findCard } from './card-subject';
import { createForwardHandler } from './forward.handler';
import type { Forwarding } from './forwarding';
import { MAX_FORWARDS } from './limit-forwards';
import { countForwards } from './forward-metrics';

/** A security code is masked in an answer only where it stands alone, so it has to stand alone in what is sent. */
const CARD_NAMES = { placeholders: CARD_PLACEHOLDERS, apart: ['security_code'] };

export interface ForwardingOptions {
  readonly storage: Storage;
  readonly accesses: Accesses;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** Aborts what is still under way some time after the service began to stop. */
  readonly stopping: AbortSignal;
  /** A test passes one that reaches servers of its own. */
  readonly outbound?: Outbound;
}

export interface RunningForwarding {
  readonly forwarding: Forwarding;
  close(): Promise<void>;
}

export function createForwarding(options: ForwardingOptions): RunningForwarding {
  const { storage, accesses, clock, logger, metrics, connectTimeoutMs, totalTimeoutMs, stopping } = options;
  const { idempotency, tokens, bundles, vault, securityCodes } = storage;
  const outbound =
    options.outbound ??
    createOutbound({
      connectTimeoutMs,
      exchangeTimeoutMs: totalTimeoutMs,
      maxConnectionsPerDestination: MAX_FORWARDS,
    });
  const forwardDeps = { outbound, accesses, clock, idempotency, totalTimeoutMs, stopping };
  return {
    forwarding: {
      forward: countForwards(createForwardHandler(forwardDeps), metrics),
      wasBegun: (caller, { path, key }) => idempotency.wasBegun(idempotencyScope(caller, path, key)),
      findCard: (id, caller) => findCard({ tokens, vault, securityCodes, logger }, id, caller),
      findBundle: (id, caller) => findBundle({ bundles, tokens, vault }, id, caller),
      names: (kind) => (kind === 'card' ? CARD_NAMES : { placeholders: BUNDLE_PLACEHOLDERS }),
    },
    close: () => outbound.close(),
  };
}
