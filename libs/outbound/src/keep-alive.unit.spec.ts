import { createCertificateAuthority } from './certificates.fixture';
import { createOutbound, type OutboundOptions } from './create-outbound';
import {
  callOnce,
  createInternet,
  loopback,
  patient,
  post,
  PUBLIC,
  PUBLIC_TOO,
  publicAddress,
  target,
  until,
} from './internet.fixture';
import type { Outbound } from './outbound';
import { failed } from './outbound-failure';
import { answering, OK, startRawServer, type RawServer, type Script } from './raw-server.fixture';

const LONG = { maxIdleMs: 60_000 };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function start(
  script: Script,
  options: OutboundOptions = LONG,
): Promise<{ server: RawServer; outbound: Outbound }> {
  const server = await startRawServer(script);
  const outbound = createOutbound(options);
  closers.push(server.close, outbound.close);
  return { server, outbound };
}

const answeringNth =
  (...answers: readonly string[]): Script =>
  async (socket, request) => {
    for (const answer of answers) {
      await request();
      socket.write(answer);
    }
  };
const numbered = (text: string, ...lines: readonly string[]) =>
  ['HTTP/1.1 200 OK', ...lines, `content-length: ${text.length}`, '', text].join('\r\n');
const bodyOf = (outcome: Awaited<ReturnType<typeof callOnce>>) =>
  outcome.ok ? outcome.body.toString() : outcome.reason;

describe('a kept connection', () => {
  it('carries the next request to the same destination, and says so', async () => {
    const { server, outbound } = await start(answeringNth(numbered('one'), numbered('two')));
    expect(bodyOf(await callOnce(outbound, loopback(server.port)))).toBe('one');
    const connected = await outbound.connect(loopback(server.port), patient());
    expect(connected).toMatchObject({ ok: true, reused: true });
    expect(connected.ok && (await connected.send(post(), patient()))).toMatchObject({ body: Buffer.from('two') });
    expect(server.connections()).toBe(1);
  });

  it('goes back unused when it is released, and a new one likewise', async () => {
    const { server, outbound } = await start(answering(OK));
    for (const reused of [false, true, true]) {
      const connected = await outbound.connect(loopback(server.port), patient());
      expect(connected).toMatchObject({ ok: true, reused });
      if (connected.ok) connected.release();
    }
    expect(await callOnce(outbound, loopback(server.port))).toMatchObject({ ok: true });
    expect(server.connections()).toBe(1);
  });

  it('is one for each request under way', async () => {
    const { server, outbound } = await start(answering(OK));
    await Promise.all(Array.from({ length: 5 }, () => callOnce(outbound, loopback(server.port))));
    expect(server.connections()).toBe(5);
  });

  it('is never used for another host, even at the same address and port', async () => {
    const { server, outbound } = await start(answering(OK));
    for (const host of ['localhost', 'a.localhost', 'b.localhost']) {
      expect(await callOnce(outbound, { ...loopback(server.port), host })).toMatchObject({ ok: true });
    }
    expect(server.connections()).toBe(3);
    expect(server.received.map((text) => /host: (\S+):/.exec(text)?.[1])).toEqual([
      'localhost',
      'a.localhost',
      'b.localhost',
    ]);
  });

  it('is never used with other rights: what was kept for loopback is not there without them', async () => {
    const { server, outbound } = await start(answering(OK), { ...LONG, connectTimeoutMs: 500 });
    await callOnce(outbound, loopback(server.port));
    const outcome = await callOnce(outbound, { ...loopback(server.port), insecureLoopback: false });
    expect(outcome).toEqual(failed('destination_address_forbidden'));
    expect(await callOnce(outbound, { ...loopback(server.port), scheme: 'https' })).toMatchObject({ ok: false });
  });
});

describe('a connection is not kept', () => {
  it.each<[string, string]>([
    ['if the server says so', numbered('a', 'connection: close')],
    ['if the server keeps it for a second only', numbered('a', 'keep-alive: timeout=1')],
    ['if the server keeps it for no time', numbered('a', 'keep-alive: max=5, timeout=0')],
    ['after HTTP/1.0', numbered('a').replace('1.1', '1.0')],
    ['if a second answer came with the first', numbered('a') + numbered('b')],
    ['if anything came with the answer', `${numbered('a')}\r\n\r\nx`],
  ])('%s', async (_what, answer) => {
    const { server, outbound } = await start(answeringNth(answer, numbered('poison')));
    await callOnce(outbound, loopback(server.port));
    await until(() => server.open() === 0);
    const connected = await outbound.connect(loopback(server.port), patient());
    expect(connected).toMatchObject({ reused: false });
  });

  it('beyond its time to be idle', async () => {
    const { server, outbound } = await start(answering(OK), { maxIdleMs: 20 });
    await callOnce(outbound, loopback(server.port));
    await until(() => server.open() === 0);
  });

  it('beyond its age, so that a name that points elsewhere is followed', async () => {
    const authority = createCertificateAuthority();
    const [old, now] = await Promise.all(
      ['old', 'now'].map((name) => startRawServer(answering(numbered(name)), authority.issue(['api.psp.example']))),
    );
    if (old === undefined || now === undefined) throw new Error('two servers were started');
    let address = PUBLIC;
    const resolve = () => Promise.resolve([publicAddress(address)]);
    const internet = createInternet({ ...LONG, resolve, ca: [authority.cert], maxAgeMs: 300 });
    closers.push(internet.outbound.close, old.close, now.close);
    internet.host(PUBLIC, old.port);
    internet.host(PUBLIC_TOO, now.port);
    expect(bodyOf(await callOnce(internet.outbound, target()))).toBe('old');
    address = PUBLIC_TOO;
    // However often it is used meanwhile.
    let seen = 'old';
    while (seen === 'old') seen = bodyOf(await callOnce(internet.outbound, target()));
    expect(seen).toBe('now');
  });

  it('longer for being taken and given back', async () => {
    const { server, outbound } = await start(answering(OK), { maxIdleMs: 200 });
    await callOnce(outbound, loopback(server.port));
    for (;;) {
      const connected = await outbound.connect(loopback(server.port), patient());
      if (!connected.ok) throw new Error(connected.reason);
      connected.release();
      if (!connected.reused) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => server.connections() === 2);
  });

  it('if there are thirty-two for its destination already', async () => {
    const { server, outbound } = await start(answering(OK));
    await Promise.all(Array.from({ length: 40 }, () => callOnce(outbound, loopback(server.port))));
    await until(() => server.open() === 32);
  });

  it('if the answer came before the request was written', async () => {
    const { server, outbound } = await start((socket) => {
      socket.pause();
      socket.write(numbered('early'));
      setTimeout(() => socket.resume(), 50);
    });
    const connected = await outbound.connect(loopback(server.port), patient());
    if (!connected.ok) throw new Error(connected.reason);
    await connected.send(post({ body: Buffer.alloc(32 * 1024 * 1024) }), patient());
    await until(() => server.open() === 0);
  });
});

describe('a second answer nobody asked for is never given to the next request', () => {
  const late =
    (turns: number): Script =>
    async (socket, request, nth) => {
      await request();
      socket.write(numbered(nth === 0 ? 'first' : 'fresh'));
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      if (nth === 0) socket.write(numbered('poison'));
      await request();
      socket.write(numbered('second'));
    };

  it.each([0, 1, 2, 3, 5, 10])('that comes %i turns after the first', async (turns) => {
    const { server, outbound } = await start(late(turns));
    expect(bodyOf(await callOnce(outbound, loopback(server.port)))).toBe('first');
    await until(() => server.open() === 0);
    expect(bodyOf(await callOnce(outbound, loopback(server.port)))).toBe('fresh');
  });

  it('that comes while the connection is given out', async () => {
    let poison = () => {};
    const { server, outbound } = await start(async (socket, request) => {
      await request();
      socket.write(numbered('first'));
      poison = () => socket.write(numbered('poison'));
    });
    await callOnce(outbound, loopback(server.port));
    const connected = await outbound.connect(loopback(server.port), patient());
    if (!connected.ok) throw new Error(connected.reason);
    poison();
    await until(() => server.open() === 0);
    expect([connected.reused, await connected.send(post(), patient())]).toEqual([
      true,
      failed('destination_unreachable'),
    ]);
    expect(server.received[0]?.match(/POST/g)).toHaveLength(1);
  });

  it('that has arrived at this machine, and has not been read, when the next request is sent', async () => {
    let poison = () => {};
    const { server, outbound } = await start(async (socket, request) => {
      await request();
      socket.write(numbered('first'));
      poison = () => socket.write(numbered('poison'));
    });
    await callOnce(outbound, loopback(server.port));
    const connected = await outbound.connect(loopback(server.port), patient());
    if (!connected.ok) throw new Error(connected.reason);
    // Written by the kernel at once; no turn of the event loop passes before we send.
    poison();
    expect(await connected.send(post(), patient())).toEqual(failed('destination_unreachable'));
    expect(server.received[0]?.match(/POST/g)).toHaveLength(1);
  });

  it('over TLS as well', async () => {
    const authority = createCertificateAuthority();
    const server = await startRawServer(late(3), authority.issue(['api.psp.example']));
    const internet = createInternet({ ...LONG, ca: [authority.cert] });
    closers.push(internet.outbound.close, server.close);
    internet.host(PUBLIC, server.port);
    expect(bodyOf(await callOnce(internet.outbound, target()))).toBe('first');
    await until(() => server.open() === 0);
    expect(bodyOf(await callOnce(internet.outbound, target()))).toBe('fresh');
  });
});

it('a connection that the server closes while it is idle is not given out', async () => {
  let end = () => {};
  const { server, outbound } = await start(async (socket, request) => {
    await request();
    socket.write(numbered('a'));
    end = () => socket.end();
  });
  await callOnce(outbound, loopback(server.port));
  end();
  await until(() => server.open() === 0);
  expect(await outbound.connect(loopback(server.port), patient())).toMatchObject({ ok: true, reused: false });
});
