import { gzipSync } from 'node:zlib';
import type { Behaviour } from '../support/destination';

const valuesOf = (body: string): string[] => Object.values(JSON.parse(body) as Record<string, string>);

const inGroups = (separator: string) => (text: string) =>
  /^[0-9]{12,}$/.test(text) ? text.replace(/(.{4})(?!$)/g, `$1${separator}`) : text;
const percent = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');

const asJson =
  (status: number, spell: (text: string) => string): Behaviour =>
  ({ body }, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(valuesOf(body).map(spell)));
  };

const asIs =
  (status: number, headers: Record<string, string>, content: (body: string) => string | Buffer): Behaviour =>
  ({ body }, response) => {
    response.writeHead(status, headers).end(content(body));
  };

/** Ways in which a destination may give back what it received, a body of flat JSON; the last ones are no good answers. */
export const ECHOES: Readonly<Record<string, Behaviour>> = {
  plain: asJson(200, (text) => text),
  spaced: asJson(200, inGroups(' ')),
  dashed: asJson(402, inGroups('-')),
  'base64, each': asJson(200, base64),
  'percent-encoded': asJson(400, percent),
  'the request itself': asIs(201, {}, (body) => body),
  'base64, the whole request': asIs(200, { 'content-type': 'text/plain' }, base64),
  'gzip, the whole request': asIs(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }, (body) =>
    gzipSync(body),
  ),
  'an error page': asIs(500, { 'content-type': 'text/html' }, (body) => `<h1>Error</h1><pre>${body}</pre>`),
  headers: ({ body }, response) => {
    const echoed = valuesOf(body).flatMap((value) => [
      ...['x-echo', value, 'x-echo', base64(value), 'x-error', `no ${inGroups(' ')(value)}!`],
      ...['location', `/cards/${encodeURIComponent(value)}`, 'set-cookie', `card=${value}`, 'etag', `"${value}"`],
    ]);
    response.writeHead(302, 'Moved', echoed).end();
  },
  'reason and trailers': ({ body }, response) => {
    const [value = ''] = valuesOf(body);
    response.writeHead(422, `declined ${value}`, { trailer: 'x-echo', 'transfer-encoding': 'chunked' });
    response.write('no');
    response.addTrailers({ 'x-echo': value });
    response.end();
  },
  'no HTTP': ({ body }, response) => void response.socket?.end(`${body}\r\n\r\n`),
  'a header that is none': ({ body }, response) =>
    void response.socket?.end(`HTTP/1.1 200 OK\r\nx echo${valuesOf(body).join(' ')}\r\n\r\n`),
  'half of it': ({ body }, response) => {
    response.writeHead(200, { 'content-length': body.length + 100 });
    response.write(body, () => response.destroy());
  },
  'another encoding': asIs(200, { 'content-encoding': 'br' }, (body) => body),
  'too large': asIs(200, {}, (body) => body.repeat(Math.ceil((4 * 1024 * 1024 + 1) / body.length))),
};
