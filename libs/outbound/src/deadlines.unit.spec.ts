import { createOutbound } from './create-outbound';
import { loopback, patient, post, until } from './internet.fixture';
import { failed, type OutboundState } from './outbound-failure';
import { startRawServer, type RawServer, type Script } from './raw-server.fixture';

const outbound = createOutbound();
const servers: RawServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
afterAll(() => outbound.close());

async function reach(script: Script) {
  const server = await startRawServer(script);
  servers.push(server);
  const connected = await outbound.connect(loopback(server.port), patient());
  if (!connected.ok) throw new Error(connected.reason);
  return { server, connected };
}

/** Writes `first`, then `piece` again and again; says so when it has done that for a while. */
const dripping = (first: string, piece: string, enough: () => void): Script =>
  async function drip(socket, request) {
    await request();
    socket.write(first);
    for (let written = 0; !socket.destroyed; written += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      socket.write(piece);
      if (written === 20) enough();
    }
  };

describe('an answer that does not end, ends when the caller has had enough', () => {
  it.each<[string, string, string, OutboundState]>([
    ['silence', '', '', 'unknown'],
    ['only interim answers', 'HTTP/1.1 102 Processing\r\n\r\n', '', 'unknown'],
    ['a slow status line', 'H', '', 'unknown'],
    ['a status line and silence', 'HTTP/1.1 200 OK\r\n', '', 'sent'],
    ['slow headers', 'HTTP/1.1 200 OK\r\n', 'x: y\r\n', 'sent'],
    ['a slow header', 'HTTP/1.1 200 OK\r\nx: ', 'y', 'sent'],
    ['a body that stops', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', '', 'sent'],
    ['a slow body', 'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n', 'a', 'sent'],
    ['a body until a close that does not come', 'HTTP/1.1 200 OK\r\n\r\n', 'a', 'sent'],
    ['chunks without a last one', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\na\r\n', 'sent'],
    ['a slow chunk size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '0', 'sent'],
    ['slow trailers', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n', 'x: y\r\n', 'sent'],
  ])('%s', async (_what, first, piece, state) => {
    const enough = new AbortController();
    const { server, connected } = await reach(dripping(first, piece, () => enough.abort()));
    expect(await connected.send(post(), enough.signal)).toEqual(failed('destination_timeout', state));
    await until(() => server.open() === 0);
  });

  it('and in any case after the time for an exchange', async () => {
    const server = await startRawServer(() => {});
    servers.push(server);
    const hasty = createOutbound({ exchangeTimeoutMs: 20 });
    const connected = await hasty.connect(loopback(server.port), patient());
    if (!connected.ok) throw new Error(connected.reason);
    expect(await connected.send(post(), patient())).toEqual(failed('destination_timeout', 'unknown'));
    await hasty.close();
  });

  it('also when it does not read the request', async () => {
    const enough = new AbortController();
    const { connected } = await reach((socket) => socket.pause());
    const sending = connected.send(post({ body: Buffer.alloc(16 * 1024 * 1024) }), enough.signal);
    setTimeout(() => enough.abort(), 20);
    expect(await sending).toEqual(failed('destination_timeout', 'unknown'));
  });
});

describe('nothing is written', () => {
  it('if the caller has given up before', async () => {
    const { server, connected } = await reach(() => {});
    expect(await connected.send(post(), AbortSignal.abort())).toEqual(failed('destination_timeout'));
    await until(() => server.open() === 0);
    expect(server.received).toEqual(['']);
    expect(await outbound.connect(loopback(server.port), AbortSignal.abort())).toEqual(failed('destination_timeout'));
  });

  it('if the destination has closed the connection between connecting and sending', async () => {
    const { server, connected } = await reach((socket) => socket.destroy());
    await until(() => server.connections() === 1 && server.open() === 0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await connected.send(post(), patient())).toEqual(failed('destination_unreachable'));
    expect(server.received).toEqual(['']);
  });

  it('if the destination speaks before it was spoken to', async () => {
    const { server, connected } = await reach((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    await until(() => server.connections() === 1 && server.open() === 0);
    expect(await connected.send(post(), patient())).toEqual(failed('destination_unreachable'));
    expect(server.received).toEqual(['']);
  });

  it('if the request cannot be written, which is a bug that quotes nothing', async () => {
    const { server, connected } = await reach(() => {});
    const sent = connected.send(post({ headers: [['x-card', '4111111111111111\n']] }), patient());
    await expect(sent).rejects.toThrow(new TypeError('a header value cannot be sent'));
    await until(() => server.open() === 0);
    expect(server.received).toEqual(['']);
  });

  it('a second time on a connection that was given for one request', async () => {
    const { connected } = await reach(() => {});
    connected.release();
    await expect(connected.send(post(), patient())).rejects.toThrow('for one request');
  });
});

it('a deadline while a connection is being made ends it there', async () => {
  const given = new AbortController();
  const asked = createOutbound({ resolve: () => new Promise(() => given.abort()) });
  const target = { scheme: 'https', host: 'api.psp.example', port: 443, insecureLoopback: false } as const;
  expect(await asked.connect(target, given.signal)).toEqual(failed('destination_timeout'));
  await asked.close();
});
