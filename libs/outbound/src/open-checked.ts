import { checkedAddresses, ruleFor } from './checked-addresses';
import type { Dial } from './dial';
import { openSocket, type Opened } from './open-socket';
import { openTls } from './open-tls';
import type { OutboundFailure } from './outbound-failure';
import type { Resolve } from './resolve';
import type { Target } from './target';

export interface Way {
  readonly resolve: Resolve;
  readonly dial: Dial;
  readonly ca: readonly string[] | undefined;
  /** What the addresses share; the signal ends all of it. */
  readonly budgetMs: number;
}

/** A name, its checked addresses, one of them connected, the certificate verified: in this order, each step once. */
export async function openChecked(
  target: Target,
  { resolve, dial, ca, budgetMs }: Way,
  signal: AbortSignal,
): Promise<Opened | OutboundFailure> {
  const until = performance.now() + budgetMs;
  const checked = await checkedAddresses(target, resolve, signal);
  if (!checked.ok) return checked;
  const leftMs = until - performance.now();
  const opened = await openSocket(dial, checked.addresses, target.port, ruleFor(target), leftMs, signal);
  if (!opened.ok || target.scheme === 'http') return opened;
  return openTls(opened.socket, target.host, ca, signal);
}
