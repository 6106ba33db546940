import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { DoubleLog, Expected } from './double-log';
import type { createFaults, Fault } from './faults';

export interface DoubleContext {
  readonly log: DoubleLog;
  readonly faults: ReturnType<typeof createFaults>;
  readonly cut: () => void;
  /** With which expected revisions it was appended. */
  readonly expectations: Expected[];
}

/** The error of a call that is to be answered with one. */
export function errorOf(fault: Fault | undefined): Partial<ServiceError> | undefined {
  if (fault?.kind === 'refuse') return { code: status.UNAUTHENTICATED, details: 'not authenticated' };
  if (fault?.kind === 'fail') return { code: status.UNKNOWN, details: 'something went wrong' };
  if (fault?.kind === 'too-large') return { code: status.INVALID_ARGUMENT, details: 'too large', metadata: tooLarge() };
  if (fault?.kind === 'unavailable') return { code: status.UNAVAILABLE, details: 'server is shutting down' };
  return undefined;
}

function tooLarge(): Metadata {
  const metadata = new Metadata();
  metadata.set('exception', 'maximum-append-size-exceeded');
  metadata.set('maximum-append-size', '1024');
  return metadata;
}
