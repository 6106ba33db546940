import fc from 'fast-check';
import { loopback, post, target } from './internet.fixture';
import { toWire } from './wire-request';

const headersOf = (flat: readonly string[]) =>
  flat.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${flat[index + 1]}`] : []));

describe('the head that is written', () => {
  it('has our host, encoding and length, and the caller cannot give others', () => {
    const names = [
      'Host',
      'Content-Length',
      'Transfer-Encoding',
      'Accept-Encoding',
      'Expect',
      'Connection',
      'Keep-Alive',
    ];
    const more = ['Proxy-Connection', 'TE', 'Trailer', 'Upgrade', 'HTTP2-Settings'];
    const theirs = [...names, ...more].map((name): [string, string] => [name, '100-continue, chunked, 9, evil']);
    const wire = toWire(target(), post({ headers: [...theirs, ['X-Mine', 'a'], ['x-mine', 'b']] }));
    expect(headersOf(wire.headers)).toEqual([
      'host: api.psp.example',
      'X-Mine: a',
      'x-mine: b',
      'accept-encoding: identity',
      'content-length: 14',
    ]);
  });

  it('names the port only if it is not the ordinary one', () => {
    const hostOf = (...args: Parameters<typeof toWire>) => toWire(...args).headers[1];
    expect(hostOf(target({ port: 8443 }), post())).toBe('api.psp.example:8443');
    expect(hostOf(target({ port: 80 }), post())).toBe('api.psp.example:80');
    expect(hostOf(loopback(80), post())).toBe('localhost');
  });

  it('has a length of 0 where a body is usual and there is none', () => {
    const empty = Buffer.alloc(0);
    const has = (method: string) => headersOf(toWire(target(), post({ method, body: empty })).headers);
    expect(has('POST')).toContain('content-length: 0');
    expect(has('GET').join()).not.toContain('content-length');
  });
});

describe('what cannot be written as one request is refused without quoting it', () => {
  const SECRET = '4111111111111111';

  it.each([
    ['a line break in a value', { headers: [['x-a', `a\r\nx-b: ${SECRET}`]] }],
    ['a line feed in a value', { headers: [['x-a', `${SECRET}\n`]] }],
    ['a NUL in a value', { headers: [['x-a', `${SECRET}\0`]] }],
    ['a DEL in a value', { headers: [['x-a', `${SECRET}\x7f`]] }],
    ['a character beyond a byte in a value', { headers: [['x-a', `${SECRET}\u0100`]] }],
    ['a space in a name', { headers: [[`x ${SECRET}`, 'a']] }],
    ['a colon in a name', { headers: [[`x:${SECRET}`, 'a']] }],
    ['a line break in a name', { headers: [[`x\r\n${SECRET}`, 'a']] }],
    ['an empty name', { headers: [['', SECRET]] }],
    ['a space in the path', { path: `/a ${SECRET}` }],
    ['a line break in the path', { path: `/a\r\n${SECRET}` }],
    ['a fragment', { path: `/a#${SECRET}` }],
    ['a path of bytes beyond ASCII', { path: `/ä${SECRET}` }],
    ['a whole URL for a path', { path: `http://10.0.0.1/${SECRET}` }],
    ['no path', { path: '' }],
    ['the asterisk', { path: '*' }],
    ['CONNECT', { method: 'CONNECT' }],
    ['TRACE', { method: 'TRACE' }],
    ['a method with a space', { method: `GET ${SECRET}` }],
    ['a method in small letters', { method: 'post' }],
    ['no method', { method: '' }],
  ] as const)('%s', (_what, changes) => {
    const write = () => toWire(target(), post(changes));
    expect(write).toThrow(TypeError);
    expect(write).not.toThrow(new RegExp(SECRET));
  });

  it('whatever the values are, what is written has as many lines as headers', () => {
    const unit = fc.constantFrom(...'aZ09-_ :;,"\t\r\n\0\x7f\x80\xff\u0100\u2028\u{1f511}');
    const text = fc.string({ unit });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (headers) => {
        try {
          return !toWire(target(), post({ headers })).headers.some((text) => /[\r\n\0]/.test(text));
        } catch (error) {
          return error instanceof TypeError;
        }
      }),
    );
  });
});
