import { gzipSync } from 'node:zlib';
import { createOutbound } from './create-outbound';
import { callOnce, loopback, patient, post } from './internet.fixture';
import type { FailureReason, OutboundState } from './outbound-failure';
import { answering, answeringOnce, OK, startRawServer, type RawServer, type Script } from './raw-server.fixture';

const BODY_LIMIT = 64 * 1024;
const outbound = createOutbound({ maxAnswerBytes: BODY_LIMIT });
const servers: RawServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
afterAll(() => outbound.close());

async function visit(script: Script, request = post()) {
  const server = await startRawServer(script);
  servers.push(server);
  return callOnce(outbound, loopback(server.port), patient(), request);
}

const head = (...lines: readonly string[]) => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
const withBody = (body: Buffer | string, ...lines: readonly string[]) =>
  Buffer.concat([Buffer.from(head(...lines, `content-length: ${Buffer.byteLength(body)}`)), Buffer.from(body)]);
const chunked = (...rest: readonly string[]) => head('transfer-encoding: chunked') + rest.join('');
const many = (count: number) => Array.from({ length: count }, (_none, index) => `x-${index}: a`);
const interim = (count: number, status = '100 Continue') => `HTTP/1.1 ${status}\r\n\r\n`.repeat(count);
const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
const gzipped = gzipSync('{"ok":true}');

describe('a bad answer is a failure that says what is known, and the connection is closed', () => {
  const cases: [string, Script, FailureReason, OutboundState][] = [
    ['a close before the request is read', (socket) => socket.end(), 'destination_unreachable', 'unknown'],
    ['a close after it', answeringOnce(), 'destination_unreachable', 'unknown'],
    [
      'a reset after it',
      async (socket, request) => request().then(() => socket.resetAndDestroy()),
      'destination_unreachable',
      'unknown',
    ],
    ['garbage', answeringOnce('\x00\x01\x02garbage\r\n\r\n'), 'destination_bad_answer', 'unknown'],
    ['the greeting of a mail server', answeringOnce('220 mail.example ESMTP\r\n'), 'destination_bad_answer', 'unknown'],
    ['the greeting of an SSH server', answeringOnce('SSH-2.0-OpenSSH_9.9\r\n'), 'destination_bad_answer', 'unknown'],
    ['a TLS record', answeringOnce(Buffer.of(21, 3, 1, 0, 2, 2, 70)), 'destination_bad_answer', 'unknown'],
    ['HTTP/0.9', answeringOnce('<html>hello</html>'), 'destination_bad_answer', 'unknown'],
    ['HTTP/0.9 by name', answeringOnce('HTTP/0.9 200 OK\r\n\r\nhello'), 'destination_bad_answer', 'sent'],
    ['HTTP/2 by name', answeringOnce('HTTP/2.0 200 OK\r\n\r\nhello'), 'destination_bad_answer', 'sent'],
    ['HTTP/1.7', answeringOnce('HTTP/1.7 200 OK\r\n\r\nhello'), 'destination_bad_answer', 'unknown'],
    ['HTTP/2 frames', answeringOnce(Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0)), 'destination_bad_answer', 'unknown'],
    ['a status of two digits', answeringOnce('HTTP/1.1 20 OK\r\n\r\n'), 'destination_bad_answer', 'unknown'],
    ['a status of four digits', answeringOnce('HTTP/1.1 2000 OK\r\n\r\n'), 'destination_bad_answer', 'unknown'],
    ['status 000', answeringOnce('HTTP/1.1 000 OK\r\n\r\n'), 'destination_bad_answer', 'sent'],
    ['status 999', answeringOnce('HTTP/1.1 999 OK\r\ncontent-length: 0\r\n\r\n'), 'destination_bad_answer', 'sent'],
    ['half a status line', answeringOnce('HTTP/1.1 2'), 'destination_bad_answer', 'unknown'],
    ['half a head', answeringOnce('HTTP/1.1 200 OK\r\ncontent-le'), 'destination_bad_answer', 'sent'],
    ['half a body', answeringOnce(head('content-length: 10'), 'half'), 'destination_bad_answer', 'sent'],
    ['a body cut by a reset', cutByReset, 'destination_bad_answer', 'sent'],
    ['a chunk that is cut', answeringOnce(chunked('a\r\nhalf')), 'destination_bad_answer', 'sent'],
    ['no last chunk', answeringOnce(chunked('4\r\nhalf\r\n')), 'destination_bad_answer', 'sent'],
    ['a chunk size that is none', answering(chunked('zz\r\n')), 'destination_bad_answer', 'sent'],
    ['a negative chunk size', answering(chunked('-1\r\n')), 'destination_bad_answer', 'sent'],
    ['a chunk size beyond 64 bits', answering(chunked('fffffffffffffffff\r\n')), 'destination_bad_answer', 'sent'],
    ['a chunk longer than its size', answering(chunked('2\r\nlonger\r\n0\r\n\r\n')), 'destination_bad_answer', 'sent'],
    ['chunk lines ended by a line feed', answering(chunked('2\nok\n0\n\n')), 'destination_bad_answer', 'sent'],
    ['endless chunk extensions', answering(chunked(`2;${'a'.repeat(40_000)}`)), 'destination_bad_answer', 'sent'],
    ['endless trailers', answering(chunked(`0\r\n${many(20_000).join('\r\n')}`)), 'destination_bad_answer', 'sent'],
    [
      'both framings',
      answering(head('content-length: 2', 'transfer-encoding: chunked'), '0\r\n\r\n'),
      'destination_bad_answer',
      'sent',
    ],
    [
      'both framings the other way',
      answering(head('transfer-encoding: chunked', 'content-length: 2'), '0\r\n\r\n'),
      'destination_bad_answer',
      'sent',
    ],
    ['two lengths', answering(head('content-length: 2', 'content-length: 3'), 'abc'), 'destination_bad_answer', 'sent'],
    [
      'the same length twice',
      answering(head('content-length: 2', 'content-length: 2'), 'ok'),
      'destination_bad_answer',
      'sent',
    ],
    ['a list of lengths', answering(head('content-length: 2, 2'), 'ok'), 'destination_bad_answer', 'sent'],
    ['a negative length', answering(head('content-length: -1')), 'destination_bad_answer', 'sent'],
    ['a length with a sign', answering(head('content-length: +2'), 'ok'), 'destination_bad_answer', 'sent'],
    ['a length in hexadecimal', answering(head('content-length: 0x2'), 'ok'), 'destination_bad_answer', 'sent'],
    ['an empty length', answering(head('content-length: '), 'ok'), 'destination_bad_answer', 'sent'],
    [
      'a length beyond 64 bits',
      answering(head('content-length: 99999999999999999999')),
      'destination_bad_answer',
      'sent',
    ],
    [
      'an unknown transfer coding',
      answeringOnce(head('transfer-encoding: xchunked'), 'ok'),
      'destination_bad_answer',
      'sent',
    ],
    [
      'a transfer coding before chunked',
      answering(head('transfer-encoding: gzip, chunked'), '0\r\n\r\n'),
      'destination_bad_answer',
      'sent',
    ],
    [
      'chunked before another coding',
      answeringOnce(head('transfer-encoding: chunked, identity'), '0\r\n\r\n'),
      'destination_bad_answer',
      'sent',
    ],
    [
      'chunked twice',
      answering(head('transfer-encoding: chunked', 'transfer-encoding: chunked'), '0\r\n\r\n'),
      'destination_bad_answer',
      'sent',
    ],
    [
      'chunked in HTTP/1.0',
      answeringOnce('HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
      'destination_bad_answer',
      'sent',
    ],
    ['a space before the colon', answering(head('content-length : 2'), 'ok'), 'destination_bad_answer', 'sent'],
    [
      'a folded header',
      answering(head('x-a: b', ' transfer-encoding: chunked', 'content-length: 0')),
      'destination_bad_answer',
      'sent',
    ],
    ['a header without a colon', answering(head('nonsense')), 'destination_bad_answer', 'sent'],
    ['a header without a name', answering(head(': a', 'content-length: 0')), 'destination_bad_answer', 'sent'],
    ['a NUL in a header value', answering(head('x-a: b\0c', 'content-length: 0')), 'destination_bad_answer', 'sent'],
    ['a NUL in a header name', answering(head('x-a\0: b', 'content-length: 0')), 'destination_bad_answer', 'sent'],
    [
      'a carriage return in a header value',
      answering(head('x-a: b\rc', 'content-length: 0')),
      'destination_bad_answer',
      'sent',
    ],
    [
      'headers ended by a line feed',
      answering('HTTP/1.1 200 OK\nx-a: b\ncontent-length: 0\n\n'),
      'destination_bad_answer',
      'sent',
    ],
    ['one header of 17 KiB', answering(head(`x-a: ${'a'.repeat(17 * 1024)}`)), 'destination_bad_answer', 'sent'],
    ['17 KiB of headers', answering(head(...many(2000))), 'destination_bad_answer', 'sent'],
    ['101 headers', answering(head(...many(100), 'content-length: 0')), 'destination_bad_answer', 'sent'],
    [
      'a reason of 17 KiB',
      answering(`HTTP/1.1 200 ${'a'.repeat(17 * 1024)}\r\n\r\n`),
      'destination_bad_answer',
      'sent',
    ],
    ['nine interim answers', answering(interim(9), OK), 'destination_bad_answer', 'unknown'],
    ['a flood of 100 Continue', flood('100 Continue'), 'destination_bad_answer', 'unknown'],
    ['a flood of 103 Early Hints', flood('103 Early Hints'), 'destination_bad_answer', 'unknown'],
    ['an unknown interim status', flood('199 Soon'), 'destination_bad_answer', 'unknown'],
    [
      '101 with an upgrade',
      answering('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      'destination_bad_answer',
      'sent',
    ],
    ['101 without one', answering('HTTP/1.1 101 Switching Protocols\r\n\r\n'), 'destination_bad_answer', 'sent'],
    [
      'a body longer than allowed',
      answering(withBody(Buffer.alloc(BODY_LIMIT + 1))),
      'destination_answer_too_large',
      'sent',
    ],
    [
      'a length longer than allowed, and nothing else',
      answering(head('content-length: 9999999')),
      'destination_answer_too_large',
      'sent',
    ],
    ['an endless body', endless(head(), 'a'.repeat(1000)), 'destination_answer_too_large', 'sent'],
    [
      'an endless body of chunks',
      endless(chunked(), `3e8\r\n${'a'.repeat(1000)}\r\n`),
      'destination_answer_too_large',
      'sent',
    ],
    [
      'an endless body of small chunks',
      endless(chunked(), '1\r\na\r\n'.repeat(500)),
      'destination_answer_too_large',
      'sent',
    ],
    [
      '50 MiB in 50 KiB of gzip',
      answering(withBody(bomb, 'content-encoding: gzip')),
      'destination_answer_too_large',
      'sent',
    ],
    [
      'gzip of gzip',
      answering(withBody(gzipSync(gzipped), 'content-encoding: gzip, gzip')),
      'destination_bad_answer',
      'sent',
    ],
    [
      'gzip twice named',
      answering(withBody(gzipped, 'content-encoding: gzip', 'content-encoding: gzip')),
      'destination_bad_answer',
      'sent',
    ],
    ['gzip that is none', answering(withBody('plain', 'content-encoding: gzip')), 'destination_bad_answer', 'sent'],
    [
      'half of gzip',
      answering(withBody(gzipped.subarray(0, -9), 'content-encoding: gzip')),
      'destination_bad_answer',
      'sent',
    ],
    [
      'gzip with a wrong checksum',
      answering(withBody(spoilt(gzipped), 'content-encoding: gzip')),
      'destination_bad_answer',
      'sent',
    ],
    ...['deflate', 'br', 'zstd', 'compress', 'aws-chunked', 'gzip;q=1', 'none'].map(
      (name): [string, Script, FailureReason, OutboundState] => [
        `content-encoding ${name}`,
        answering(withBody('x', `content-encoding: ${name}`)),
        'destination_bad_answer',
        'sent',
      ],
    ),
  ];

  it.each(cases)('%s', async (_what, script, reason, state) => {
    const outcome = await visit(script);
    expect(outcome).toEqual({ ok: false, reason, outbound: state });
  });

  it('and no other request is ever given that connection', async () => {
    const server = await startRawServer(answering(head('content-length: 2', 'content-length: 3'), 'abc'));
    servers.push(server);
    for (const nth of [1, 2, 3]) {
      await callOnce(outbound, loopback(server.port));
      expect(server.connections()).toBe(nth);
    }
  });
});

describe('a good answer is relayed whole', () => {
  const body = (outcome: Awaited<ReturnType<typeof visit>>) => (outcome.ok ? outcome.body.toString() : outcome.reason);

  it.each<[string, Script, string]>([
    ['by its length', answering(OK), 'ok'],
    ['in chunks, with an extension and a trailer', answering(chunked('2;a=b\r\nok\r\n0\r\nx-sum: 1\r\n\r\n')), 'ok'],
    ['until the close', answeringOnce(head(), 'ok'), 'ok'],
    ['from HTTP/1.0', answeringOnce('HTTP/1.0 200 OK\r\n\r\nok'), 'ok'],
    ['in one-byte pieces', bytewise(OK), 'ok'],
    ['after eight interim answers', answering(interim(8), OK), 'ok'],
    ['in gzip', answering(withBody(gzipped, 'content-encoding: GZIP')), '{"ok":true}'],
    ['in x-gzip', answering(withBody(gzipped, 'content-encoding: x-gzip')), '{"ok":true}'],
    ['as identity', answering(withBody('ok', 'content-encoding: identity')), 'ok'],
    ['an empty body that says it is gzip', answering(head('content-encoding: gzip', 'content-length: 0')), ''],
    ['of the largest size', answering(withBody('a'.repeat(BODY_LIMIT))), 'a'.repeat(BODY_LIMIT)],
    [
      'of the largest decoded size',
      answering(withBody(gzipSync('a'.repeat(BODY_LIMIT)), 'content-encoding: gzip')),
      'a'.repeat(BODY_LIMIT),
    ],
    ['with a hundred headers', answering(head(...many(99), 'content-length: 2'), 'ok'), 'ok'],
    ['without a body', answering('HTTP/1.1 204 No Content\r\n\r\n'), ''],
  ])('%s', async (_what, script, expected) => {
    expect(body(await visit(script))).toBe(expected);
  });

  it('its headers come in their order and as often as they came, but for those about the way the body travelled', async () => {
    const lines = ['Set-Cookie: a=1', 'set-cookie: b=2', 'X-Bytes: \xe4', 'content-encoding: gzip'];
    expect(await visit(answering(Buffer.from(withBody(gzipped, ...lines).toString('latin1'), 'latin1')))).toMatchObject(
      {
        ok: true,
        headers: [
          ['Set-Cookie', 'a=1'],
          ['set-cookie', 'b=2'],
          ['X-Bytes', expect.any(String)],
        ],
      },
    );
  });

  it.each([301, 302, 303, 307, 308])('a redirect %i is an answer, and is not followed', async (status) => {
    const elsewhere = await startRawServer(answering(OK));
    servers.push(elsewhere);
    const location = `location: http://localhost:${elsewhere.port}/`;
    const outcome = await visit(answering(`HTTP/1.1 ${status} Moved\r\n${location}\r\ncontent-length: 0\r\n\r\n`));
    expect(outcome).toMatchObject({ ok: true, status, headers: [['location', location.slice(10)]] });
    expect(elsewhere.connections()).toBe(0);
  });

  it.each([400, 404, 500, 503, 599])('status %i is an answer', async (status) => {
    expect(await visit(answering(`HTTP/1.1 ${status} X\r\ncontent-length: 0\r\n\r\n`))).toMatchObject({
      ok: true,
      status,
    });
  });

  it('to HEAD has no body, whatever length it names', async () => {
    const request = post({ method: 'HEAD', body: Buffer.alloc(0) });
    expect(await visit(answering(head('content-length: 999999999')), request)).toMatchObject({
      ok: true,
      body: Buffer.alloc(0),
    });
  });
});

it('the request arrives as it was given, in one piece, with our headers', async () => {
  const server = await startRawServer(answering(OK));
  servers.push(server);
  const body = Buffer.from('{"amount":100}');
  await callOnce(
    outbound,
    loopback(server.port),
    patient(),
    post({
      body,
      headers: [
        ['X-Mine', 'é'],
        ['Expect', '100-continue'],
      ],
    }),
  );
  expect(server.received[0]).toBe(
    [
      'POST /v1/payments?live=0 HTTP/1.1',
      `host: localhost:${server.port}`,
      'X-Mine: é',
      'accept-encoding: identity',
      'content-length: 14',
      'Connection: keep-alive',
      '',
      body.toString(),
    ].join('\r\n'),
  );
});

async function cutByReset(...[socket, request]: Parameters<Script>) {
  await request();
  socket.write(head('content-length: 10') + 'half', () => setImmediate(() => socket.resetAndDestroy()));
}

function flood(status: string): Script {
  return endless('', interim(20, status));
}

/** Writes as fast as the other side reads, until it is closed. */
function endless(first: string, piece: string): Script {
  return async (socket, request) => {
    await request();
    socket.write(first);
    const more = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', more);
    more();
  };
}

function bytewise(text: string): Script {
  return async (socket, request) => {
    await request();
    for (const byte of text) await new Promise<void>((resolve) => socket.write(byte, () => setImmediate(resolve)));
  };
}

function spoilt(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length - 8] = (copy[copy.length - 8] ?? 0) ^ 1;
  return copy;
}
