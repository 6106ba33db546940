import { isPublicUrl } from './public-url';
import type { Header } from './request-headers';

/**
 * What of the destination's headers the caller gets, names in lower case; the body was decoded and buffered, so its framing
 * is ours.
 */
export function relayHeaders(asTheyCame: readonly Header[]): readonly Header[] {
  const headers = asTheyCame.map(([name, value]): Header => [name.toLowerCase(), value]);
  const connectionOptions = new Set(
    headers.filter(([name]) => name === 'connection').flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/)),
  );
  return headers.filter(
    ([name, value], index) =>
      !STAYS.has(name) &&
      !OURS.test(name) &&
      !connectionOptions.has(name) &&
      (!NAMES_A_PLACE.has(name) || isPublicUrl(value)) &&
      !(name === 'content-type' && headers.findIndex(([other]) => other === name) < index),
  );
}

/** Hop-by-hop and framing; cookies; what would speak to the caller in our own name. */
const STAYS = new Set([
  ...['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'proxy-authenticate'],
  ...[
    'proxy-authentication-info',
    'proxy-connection',
    'content-length',
    'content-encoding',
    'set-cookie',
    'set-cookie2',
  ],
  ...['alt-svc', 'clear-site-data', 'strict-transport-security', 'server-timing', 'date', 'x-request-id'],
  ...['idempotent-replayed', 'cache-control', 'content-security-policy', 'x-content-type-options', 'refresh'],
  ...['content-security-policy-report-only', 'report-to', 'reporting-endpoints', 'nel', 'service-worker-allowed'],
]);
/** A destination may not tell of places inside its network. */
const NAMES_A_PLACE = new Set(['location', 'content-location']);
const OURS = /^(?:x-latchkey-|access-control-)/;
