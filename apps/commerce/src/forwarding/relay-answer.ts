import { maskBody, maskText, type Injected } from '@latchkey/masking';
import type { Answered } from '@latchkey/outbound';
import type { Permit } from './authorise-forward';
import type { RelayedAnswer } from './forward.types';
import { relayHeaders } from './relay-headers';

/** What the caller gets of the destination's answer. */
export function relayAnswer(
  { status, headers, body }: Answered,
  relay: Permit['relay'],
  injected: readonly Injected[],
): RelayedAnswer {
  if (relay === 'status_only') return { status, headers: [], body: Buffer.alloc(0) };
  const shown = relayHeaders(headers);
  const contentType = shown.find(([name]) => name === 'content-type')?.[1];
  return {
    status,
    headers: shown.map(([name, value]) => [name, maskText(value, injected)]),
    body: maskBody(body, contentType, injected),
  };
}
