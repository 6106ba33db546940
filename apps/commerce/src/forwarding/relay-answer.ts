import { createMasker, type Injected } from '@latchkey/masking';
import type { Answered } from '@latchkey/outbound';
import type { Permit } from './authorise-forward';
import type { RelayedAnswer } from './forward.types';
import { relayHeaders } from './relay-headers';

/** What the caller gets of the destination's answer. `callerText`: see `createMasker`. */
export async function relayAnswer(
  { status, headers, body }: Answered,
  relay: Permit['relay'],
  injected: readonly Injected[],
  callerText: readonly Buffer[],
): Promise<RelayedAnswer> {
  if (relay === 'status_only') return { status, headers: [], body: Buffer.alloc(0) };
  const shown = relayHeaders(headers);
  const contentType = shown.find(([name]) => name === 'content-type')?.[1];
  const masker = createMasker(injected, callerText);
  const masked = await masker.body(body, contentType);
  return {
    status,
    // A name with asterisks would be another header.
    headers: shown.filter(([name]) => masker.text(name) === name).map(([name, value]) => [name, masker.text(value)]),
    body: masked,
  };
}
