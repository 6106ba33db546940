import type { Allow } from '@latchkey/auth-client';
import type { Authorized } from '../authorization/request-authorizer.port';
import type { ForwardHandler, ForwardOnce } from './forward.handler';
import type { parseTemplate } from '@latchkey/templates';
import type { Subject } from './subject';

export const FORWARDING = Symbol('forwarding');

/** What the controller hands its requests to. */
export interface Forwarding {
  readonly forward: ForwardHandler;
  /** Whether a request with this idempotency key was begun before. */
  wasBegun(caller: Authorized, once: Pick<ForwardOnce, 'key' | 'path'>): Promise<boolean>;
  /** Null for whatever the caller cannot see. */
  findCard(tokenId: string, caller: Allow): Promise<Subject | null>;
  findBundle(bundleId: string, caller: Allow): Promise<Subject | null>;
  /** What a template may name. */
  names(kind: Subject['kind']): Parameters<typeof parseTemplate>[2];
}
