import type { OutboundRequest } from './message';
import type { Target } from './target';

/** A request as it is written. `headers` is flat: name, value, name, value. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Throws TypeError, without quoting anything, for what cannot be written as one well-formed request. */
export function toWire(target: Target, request: OutboundRequest): WireRequest {
  const { method, path, body } = request;
  if (!METHOD.test(method) || REFUSED_METHODS.has(method)) throw new TypeError('the method cannot be sent');
  if (!PATH.test(path)) throw new TypeError('the path cannot be sent');
  const headers = ['host', hostHeader(target)];
  for (const [name, value] of request.headers) {
    if (!TOKEN.test(name)) throw new TypeError('a header name cannot be sent');
    if (!VALUE.test(value)) throw new TypeError('a header value cannot be sent');
    if (!OURS.has(name.toLowerCase())) headers.push(name, value);
  }
  headers.push('accept-encoding', 'identity');
  if (body.length > 0 || !BODILESS.has(method)) headers.push('content-length', String(body.length));
  return { method, path, headers, body };
}

const hostHeader = ({ scheme, host, port }: Target): string =>
  port === (scheme === 'https' ? 443 : 80) ? host : `${host}:${port}`;

const METHOD = /^[A-Z]{1,20}$/;
const REFUSED_METHODS = new Set(['CONNECT', 'TRACE']);
const BODILESS = new Set(['GET', 'HEAD']);
/** A `#` would not be part of a path, and the rest of it is what a reader may take for one. */
const PATH = /^\/[\x21\x22\x24-\x7e]*$/;
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const OURS = new Set([
  ...['host', 'content-length', 'transfer-encoding', 'accept-encoding', 'expect'],
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade', 'http2-settings'],
]);
