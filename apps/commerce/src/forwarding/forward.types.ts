import type { Template } from '@latchkey/templates';
import type { Authorized, ForwardWish } from '../authorization/request-authorizer.port';
import type { Header } from './request-headers';
import type { Stopwatch } from './server-timing';
import type { Subject } from './subject';

export interface Forward {
  readonly caller: Authorized;
  readonly subject: Subject;
  readonly to: ForwardTarget;
  readonly template: Template;
  /** Ordinary headers of the caller, content type included. */
  readonly headers: readonly Header[];
  readonly stopwatch: Stopwatch;
}

/** A URL that the caller names, or the one that its merchant keeps. */
export type ForwardTarget =
  | { readonly kind: 'url'; readonly href: string; readonly wish: ForwardWish['destination'] }
  | { readonly kind: 'merchant'; readonly wish: ForwardWish['destination'] };

/** The destination's answer as the caller gets it. */
export interface RelayedAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}
