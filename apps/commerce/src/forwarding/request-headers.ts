import type { FieldError } from '@latchkey/platform';

/** A header as it is sent: name and value, in order, repeats included. */
export type Header = readonly [name: string, value: string];

export type RequestHeaders =
  | { readonly ok: true; readonly headers: readonly Header[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * What of the caller's headers goes to the destination (docs/forwarding.md). `raw`: names and values in turn, as Node has
 * them. A pair `x-<any>-name: Real-Header`, `x-<any>-value: v` sets a header whose name is reserved for us; a pair that
 * names anything else is an error; half a pair is an ordinary header.
 */
export function requestHeaders(raw: readonly string[]): RequestHeaders {
  const given = pairsOf(raw);
  const connectionOptions = new Set(given.filter(isConnection).flatMap(([, value]) => optionsOf(value)));
  const named = new Map(given.filter(([name]) => PAIR_NAME.test(name)).map(([name, value]) => [stemOf(name), value]));
  const values = new Map(given.filter(([name]) => PAIR_VALUE.test(name)).map(([name, value]) => [stemOf(name), value]));
  const isHalf = (name: string): boolean => {
    const stem = stemOf(name);
    return (PAIR_NAME.test(name) && values.has(stem)) || (PAIR_VALUE.test(name) && named.has(stem));
  };
  const errors: FieldError[] = [];
  const headers: Header[] = given.filter(
    ([name], index) =>
      !isHalf(name) &&
      !STAYS.has(name) &&
      !STAYS_BEGINNING.test(name) &&
      !connectionOptions.has(name) &&
      !(SINGLE.has(name) && given.findIndex(([other]) => other === name) < index),
  );
  for (const [stem, name] of named) {
    const value = values.get(stem);
    if (value === undefined) continue;
    const repeated = [`x-${stem}-name`, `x-${stem}-value`].find(
      (half) => given.filter(([other]) => other === half).length > 1,
    );
    if (repeated !== undefined) {
      errors.push({ field: repeated, message: 'must be given once' });
      continue;
    }
    const wanted = name.toLowerCase();
    if (RESERVED.test(wanted)) headers.push([wanted, value]);
    else errors.push({ field: `x-${stem}-name`, message: 'must name one of the headers that are reserved for us' });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, headers };
}

/** Names in lower case. */
function pairsOf(raw: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    pairs.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
  }
  return pairs;
}

const PAIR_NAME = /^x-.+-name$/;
const PAIR_VALUE = /^x-.+-value$/;
const stemOf = (name: string): string => name.replace(/^x-/, '').replace(/-(?:name|value)$/, '');

/** What a pair may set: names that are ours on the way in, and so cannot be sent as they are. */
const RESERVED = /^(?:x-api-key|x-destination-url|x-idempotency-key|x-latchkey-[a-z0-9-]{1,64})$/;

/** Hop-by-hop (RFC 9110, 7.6.1), about the message's framing, or about the caller's own connection to us. */
const STAYS = new Set([
  ...['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'http2-settings', 'expect'],
  ...['host', 'content-length', 'content-encoding', 'accept-encoding', 'cookie', 'forwarded', 'via', 'x-real-ip'],
  ...['x-api-key', 'x-destination-url', 'x-idempotency-key'],
]);
const STAYS_BEGINNING = /^(?:x-forwarded-|proxy-|x-latchkey-)/;

/** We read the first, so the destination must too. */
const SINGLE = new Set(['authorization', 'content-type']);

const isConnection = ([name]: Header): boolean => name === 'connection';
const optionsOf = (value: string): string[] => value.split(',').map((option) => option.trim().toLowerCase());
