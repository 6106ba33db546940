import { chunked, createVisits, cutByReset, flood, head, interim, many } from './answers.fixture';
import { callOnce, loopback } from './internet.fixture';
import { failed } from './outbound-failure';
import { answering, answeringOnce, OK, type Script } from './raw-server.fixture';

const { outbound, start, visit, closeServers } = createVisits();
afterEach(closeServers);
afterAll(() => outbound.close());

describe('nothing that is an answer leaves the outcome unknown', () => {
  it.each<[string, Script]>([
    ['a close before the request is read', (socket) => socket.end()],
    ['a close after it', answeringOnce()],
    ['a reset after it', async (socket, request) => request().then(() => socket.resetAndDestroy())],
  ])('%s', async (_what, script) => {
    expect(await visit(script)).toEqual(failed('destination_unreachable', 'unknown'));
  });
});

describe('what does not begin like an answer leaves the outcome unknown', () => {
  it.each<[string, Script]>([
    ['garbage', answeringOnce('\x00\x01\x02garbage\r\n\r\n')],
    ['the greeting of a mail server', answeringOnce('220 mail.example ESMTP\r\n')],
    ['the greeting of an SSH server', answeringOnce('SSH-2.0-OpenSSH_9.9\r\n')],
    ['a TLS record', answeringOnce(Buffer.of(21, 3, 1, 0, 2, 2, 70))],
    ['HTTP/0.9', answeringOnce('<html>hello</html>')],
    ['HTTP/1.7', answeringOnce('HTTP/1.7 200 OK\r\n\r\nhello')],
    ['HTTP/2 frames', answeringOnce(Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0))],
    ['a status of two digits', answeringOnce('HTTP/1.1 20 OK\r\n\r\n')],
    ['a status of four digits', answeringOnce('HTTP/1.1 2000 OK\r\n\r\n')],
    ['half a status line', answeringOnce('HTTP/1.1 2')],
    ['nine interim answers', answering(interim(9), OK)],
    ['a flood of 100 Continue', flood('100 Continue')],
    ['a flood of 103 Early Hints', flood('103 Early Hints')],
    ['an unknown interim status', flood('199 Soon')],
  ])('%s', async (_what, script) => {
    expect(await visit(script)).toEqual(failed('destination_bad_answer', 'unknown'));
  });
});

describe('an answer that is not good HTTP is refused, and the request was sent', () => {
  it.each<[string, Script]>([
    ['HTTP/0.9 by name', answeringOnce('HTTP/0.9 200 OK\r\n\r\nhello')],
    ['HTTP/2 by name', answeringOnce('HTTP/2.0 200 OK\r\n\r\nhello')],
    ['status 000', answeringOnce('HTTP/1.1 000 OK\r\n\r\n')],
    ['status 999', answeringOnce('HTTP/1.1 999 OK\r\ncontent-length: 0\r\n\r\n')],
    ['half a head', answeringOnce('HTTP/1.1 200 OK\r\ncontent-le')],
    ['half a body', answeringOnce(head('content-length: 10'), 'half')],
    ['a body cut by a reset', cutByReset],
    ['a chunk that is cut', answeringOnce(chunked('a\r\nhalf'))],
    ['no last chunk', answeringOnce(chunked('4\r\nhalf\r\n'))],
    ['a chunk size that is none', answering(chunked('zz\r\n'))],
    ['a negative chunk size', answering(chunked('-1\r\n'))],
    ['a chunk size beyond 64 bits', answering(chunked('fffffffffffffffff\r\n'))],
    ['a chunk longer than its size', answering(chunked('2\r\nlonger\r\n0\r\n\r\n'))],
    ['chunk lines ended by a line feed', answering(chunked('2\nok\n0\n\n'))],
    ['endless chunk extensions', answering(chunked(`2;${'a'.repeat(40_000)}`))],
    ['endless trailers', answering(chunked(`0\r\n${many(20_000).join('\r\n')}`))],
    ['both framings', answering(head('content-length: 2', 'transfer-encoding: chunked'), '0\r\n\r\n')],
    ['both framings the other way', answering(head('transfer-encoding: chunked', 'content-length: 2'), '0\r\n\r\n')],
    ['two lengths', answering(head('content-length: 2', 'content-length: 3'), 'abc')],
    ['the same length twice', answering(head('content-length: 2', 'content-length: 2'), 'ok')],
    ['a list of lengths', answering(head('content-length: 2, 2'), 'ok')],
    ['a negative length', answering(head('content-length: -1'))],
    ['a length with a sign', answering(head('content-length: +2'), 'ok')],
    ['a length in hexadecimal', answering(head('content-length: 0x2'), 'ok')],
    ['an empty length', answering(head('content-length: '), 'ok')],
    ['a length beyond 64 bits', answering(head('content-length: 99999999999999999999'))],
    ['an unknown transfer coding', answeringOnce(head('transfer-encoding: xchunked'), 'ok')],
    ['a transfer coding before chunked', answering(head('transfer-encoding: gzip, chunked'), '0\r\n\r\n')],
    ['chunked before another coding', answeringOnce(head('transfer-encoding: chunked, identity'), '0\r\n\r\n')],
    ['chunked twice', answering(head('transfer-encoding: chunked', 'transfer-encoding: chunked'), '0\r\n\r\n')],
    ['chunked in HTTP/1.0', answeringOnce('HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n')],
    ['a space before the colon', answering(head('content-length : 2'), 'ok')],
    ['a folded header', answering(head('x-a: b', ' transfer-encoding: chunked', 'content-length: 0'))],
    ['a header without a colon', answering(head('nonsense'))],
    ['a header without a name', answering(head(': a', 'content-length: 0'))],
    ['a NUL in a header value', answering(head('x-a: b\0c', 'content-length: 0'))],
    ['a NUL in a header name', answering(head('x-a\0: b', 'content-length: 0'))],
    ['a carriage return in a header value', answering(head('x-a: b\rc', 'content-length: 0'))],
    ['headers ended by a line feed', answering('HTTP/1.1 200 OK\nx-a: b\ncontent-length: 0\n\n')],
    ['one header of 17 KiB', answering(head(`x-a: ${'a'.repeat(17 * 1024)}`))],
    ['17 KiB of headers', answering(head(...many(2000)))],
    ['101 headers', answering(head(...many(100), 'content-length: 0'))],
    ['a reason of 17 KiB', answering(`HTTP/1.1 200 ${'a'.repeat(17 * 1024)}\r\n\r\n`)],
    [
      '101 with an upgrade',
      answering('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
    ],
    ['101 without one', answering('HTTP/1.1 101 Switching Protocols\r\n\r\n')],
  ])('%s', async (_what, script) => {
    expect(await visit(script)).toEqual(failed('destination_bad_answer', 'sent'));
  });
});

it('a connection with a bad answer is never given to another request', async () => {
  const server = await start(answering(head('content-length: 2', 'content-length: 3'), 'abc'));
  for (const nth of [1, 2, 3]) {
    await callOnce(outbound, loopback(server.port));
    expect(server.connections()).toBe(nth);
  }
});
