import { gzipSync } from 'node:zlib';
import { BODY_LIMIT, bytewise, chunked, createVisits, head, interim, many, withBody } from './answers.fixture';
import { callOnce, loopback, patient, post } from './internet.fixture';
import { answering, answeringOnce, OK, type Script } from './raw-server.fixture';

const { outbound, start, visit, closeServers } = createVisits();
afterEach(closeServers);
afterAll(() => outbound.close());

const gzipped = gzipSync('{"ok":true}');

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
    const elsewhere = await start(answering(OK));
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
  const server = await start(answering(OK));
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
