import type { DestinationInput } from './account.commands';
import { type DestinationDetails, type Relay, RELAYS } from './account.events';
import { isLoopbackHost, normaliseHost } from './host';
import { normalisePathPrefix } from './path-prefix';
import { type Checked, type FieldError, invalid, valid } from './result';

export const MAX_PORTS = 16;
export const MAX_PATH_PREFIXES = 50;
export const DESTINATION_METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

/** `field` is where the destination stands in the request: `data.0`. */
export function checkDestination(
  input: DestinationInput,
  mode: 'live' | 'test',
  field: string,
): { readonly details: DestinationDetails | null; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const take = <Value>(member: string, checked: Checked<Value>): Value | undefined => {
    if (checked.ok) return checked.value;
    errors.push({ field: `${field}.${member}`, message: checked.reason });
    return undefined;
  };
  const insecureLoopback = take('insecure_loopback', checkLoopback(input.insecureLoopback ?? false, mode));
  const host = take('host', checkHost(input.host, input.insecureLoopback ?? false));
  const ports = take('ports', checkPorts(input.ports ?? [443]));
  const pathPrefixes = take('path_prefixes', checkPathPrefixes(input.pathPrefixes ?? ['/']));
  const methods = take('methods', checkMethods(input.methods ?? ['POST']));
  const merchantIds = take('merchant_ids', checkMerchantIds(input.merchantIds ?? null));
  const relay = take('relay', checkRelay(input.relay ?? 'masked'));
  const complete =
    host !== undefined &&
    ports &&
    pathPrefixes &&
    methods &&
    merchantIds !== undefined &&
    relay &&
    insecureLoopback !== undefined;
  const details = complete ? { host, ports, pathPrefixes, methods, merchantIds, relay, insecureLoopback } : null;
  return { details, errors };
}

function checkLoopback(insecureLoopback: boolean, mode: 'live' | 'test'): Checked<boolean> {
  return insecureLoopback && mode === 'live' ? invalid('must not be set in live mode') : valid(insecureLoopback);
}

function checkHost(text: string, insecureLoopback: boolean): Checked<string> {
  const host = normaliseHost(text);
  if (!host.ok || isLoopbackHost(host.value) === insecureLoopback) return host;
  return invalid(insecureLoopback ? 'must be localhost if insecure_loopback is set' : 'must not be a loopback host');
}

function checkPorts(ports: readonly number[]): Checked<number[]> {
  if (ports.length === 0 || ports.length > MAX_PORTS) return invalid(`must have 1 to ${MAX_PORTS} ports`);
  const allPorts = ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535);
  return allPorts ? valid([...new Set(ports)].sort((a, b) => a - b)) : invalid('must be whole numbers from 1 to 65535');
}

function checkPathPrefixes(texts: readonly string[]): Checked<string[]> {
  if (texts.length === 0 || texts.length > MAX_PATH_PREFIXES)
    return invalid(`must have 1 to ${MAX_PATH_PREFIXES} prefixes`);
  const prefixes: string[] = [];
  for (const text of texts) {
    const prefix = normalisePathPrefix(text);
    if (!prefix.ok) return prefix;
    prefixes.push(prefix.value);
  }
  return valid(sortedUnique(prefixes));
}

function checkMethods(methods: readonly string[]): Checked<string[]> {
  const known = methods.every((method) => (DESTINATION_METHODS as readonly string[]).includes(method));
  return methods.length > 0 && known
    ? valid(sortedUnique(methods))
    : invalid(`must be one or more of ${DESTINATION_METHODS.join(', ')}`);
}

/** Whether they are the account's own is for the decision to know. */
function checkMerchantIds(ids: readonly string[] | null): Checked<string[] | null> {
  if (ids?.length === 0) return invalid('must be null or name at least one merchant');
  return valid(ids && sortedUnique(ids));
}

function checkRelay(text: string): Checked<Relay> {
  const relay = RELAYS.find((known) => known === text);
  return relay ? valid(relay) : invalid(`must be one of ${RELAYS.join(', ')}`);
}

const sortedUnique = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
