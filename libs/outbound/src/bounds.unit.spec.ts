import { createOutbound } from './create-outbound';
import { callOnce, loopback, patient, post, target, until } from './internet.fixture';
import { failed } from './outbound-failure';
import { answering, OK, startRawServer } from './raw-server.fixture';

const UNREACHABLE = failed('destination_unreachable');

it('beyond the bound on connections there are none, at once, until one is closed', async () => {
  const server = await startRawServer(() => {});
  const outbound = createOutbound({ maxConnections: 2 });
  const there = loopback(server.port);
  const [one, two] = await Promise.all([outbound.connect(there, patient()), outbound.connect(there, patient())]);
  expect([one.ok, two.ok]).toEqual([true, true]);
  expect(await outbound.connect(there, patient())).toEqual(UNREACHABLE);
  if (one.ok) await one.send(post(), AbortSignal.abort());
  let again = await outbound.connect(there, patient());
  while (!again.ok) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    again = await outbound.connect(there, patient());
  }
  await Promise.all([outbound.close(), server.close()]);
});

it('connections that are being made count', async () => {
  const outbound = createOutbound({ maxConnections: 3, resolve: () => new Promise(() => {}), connectTimeoutMs: 50 });
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => outbound.connect(target(), patient())));
  const timeout = failed('destination_timeout');
  expect(outcomes).toEqual([timeout, timeout, timeout, UNREACHABLE, UNREACHABLE]);
  expect(await outbound.connect(target(), patient())).toEqual(timeout);
});

it('one destination cannot take all of them', async () => {
  const outbound = createOutbound({
    maxConnectionsPerDestination: 1,
    resolve: () => new Promise(() => {}),
    connectTimeoutMs: 50,
  });
  const [first, second, other] = await Promise.all([
    outbound.connect(target(), patient()),
    outbound.connect(target(), patient()),
    outbound.connect(target({ host: 'other.psp.example' }), patient()),
  ]);
  const timeout = failed('destination_timeout');
  expect([first, second, other]).toEqual([timeout, UNREACHABLE, timeout]);
});

it('an idle connection gives way to one that is wanted', async () => {
  const server = await startRawServer(answering(OK));
  const outbound = createOutbound({ maxConnections: 1, maxIdleMs: 60_000 });
  expect(await callOnce(outbound, loopback(server.port))).toMatchObject({ ok: true });
  expect(await callOnce(outbound, { ...loopback(server.port), host: 'other.localhost' })).toMatchObject({ ok: true });
  await until(() => server.open() === 1);
  await Promise.all([outbound.close(), server.close()]);
});

it('closing ends what is idle, given out, under way and being made, and nothing begins after it', async () => {
  const server = await startRawServer(async (socket, request, nth) => {
    await request();
    if (nth === 0) socket.write(OK);
  });
  let asked = 0;
  const resolve = (host: string) => {
    asked += 1;
    return host === 'localhost'
      ? Promise.resolve([{ address: '127.0.0.1', family: 4 } as const])
      : new Promise<never>(() => {});
  };
  const outbound = createOutbound({ maxIdleMs: 60_000, resolve });
  const there = loopback(server.port);
  // One after the other, so that the server counts them in this order.
  const idle = await outbound.connect(there, patient());
  const busy = await outbound.connect(there, patient());
  const held = await outbound.connect(there, patient());
  if (!idle.ok || !busy.ok || !held.ok) throw new Error('all three connect');
  await idle.send(post(), patient());
  const underWay = busy.send(post(), patient());
  const beingMade = outbound.connect(target(), patient());
  await until(() => Boolean(server.received[1]));
  await outbound.close();
  expect(await underWay).toEqual(failed('destination_unreachable', 'unknown'));
  expect(await held.send(post(), patient())).toEqual(UNREACHABLE);
  expect((await beingMade).ok).toBe(false);
  expect(await outbound.connect(there, patient())).toEqual(UNREACHABLE);
  expect(asked).toBe(4);
  await until(() => server.open() === 0);
  await server.close();
});
