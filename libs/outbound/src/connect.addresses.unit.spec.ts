import { createCertificateAuthority } from './certificates.fixture';
import { createOutbound } from './create-outbound';
import { startDnsServer } from './dns-server.fixture';
import { FORBIDDEN_ADDRESSES } from './forbidden-addresses.fixture';
import { HOST, PUBLIC, PUBLIC_TOO, PUBLIC_V6 } from './internet.fixture';
import { callOnce, createInternet, loopback, patient, publicAddress, target, until } from './internet.fixture';
import { failed } from './outbound-failure';
import { answering, OK, startRawServer } from './raw-server.fixture';

const FORBIDDEN = failed('destination_address_forbidden');
const answers = (...addresses: readonly string[]) => ({
  resolve: () => Promise.resolve(addresses.map(publicAddress)),
});

describe('a name that resolves to an address that is not public is refused, and nothing is dialled', () => {
  it.each(FORBIDDEN_ADDRESSES)('%s (%s)', async (address) => {
    for (const found of [[address], [PUBLIC, address], [address, PUBLIC], [PUBLIC_V6, PUBLIC, address]]) {
      const { outbound, dialled } = createInternet(answers(...found));
      expect(await outbound.connect(target(), patient())).toEqual(FORBIDDEN);
      expect(dialled).toEqual([]);
    }
  });

  it.each([
    ['one private address among two hundred', [...Array<string>(199).fill(PUBLIC), '10.0.0.1']],
    ['more addresses than an honest name has', Array<string>(257).fill(PUBLIC)],
    ['what is not an address', ['0x7f.1']],
    ['a name instead of an address', ['localhost']],
    ['nothing instead of an address', ['']],
  ])('%s', async (_what, found) => {
    const { outbound, dialled } = createInternet(answers(...found));
    expect(await outbound.connect(target(), patient())).toEqual(FORBIDDEN);
    expect(dialled).toEqual([]);
  });
});

describe('a host that is an address itself is refused without a look-up', () => {
  it.each([
    ...[PUBLIC, '127.0.0.1', '::1', '[::1]', `[${PUBLIC_V6}]`, PUBLIC_V6, '0x7f000001', '2130706433', '017700000001'],
    ...['127.1', '0x7f.0.0.1', '10.0x1', '1.1.1.1.', '0', '0x', 'api.psp.0x10', '169.254.169.254'],
  ])('%s', async (host) => {
    let asked = 0;
    const resolve = () => Promise.resolve([publicAddress(PUBLIC)]).finally(() => (asked += 1));
    for (const insecureLoopback of [false, true]) {
      const { outbound, dialled } = createInternet({ resolve });
      expect(await outbound.connect(target({ host, insecureLoopback }), patient())).toEqual(FORBIDDEN);
      expect([asked, dialled.length]).toEqual([0, 0]);
    }
  });
});

describe('a host that is no name does not exist', () => {
  it.each([
    '',
    '.',
    'a..b',
    'api.psp.example.',
    '-a.example',
    'a b.example',
    'a/b',
    'a@b.example',
    'a.example\0',
    'ä.example',
  ])('%p', async (host) => {
    const { outbound } = createInternet();
    expect(await outbound.connect(target({ host }), patient())).toEqual(failed('destination_not_found'));
  });

  it('a name of 254 characters', async () => {
    const host = `${'a.'.repeat(125)}abcd`;
    expect(await createInternet().outbound.connect(target({ host }), patient())).toEqual(
      failed('destination_not_found'),
    );
  });
});

describe('a failed look-up', () => {
  const rejects = (code: string) => ({ resolve: () => Promise.reject(Object.assign(new Error('no'), { code })) });

  it.each([
    ['an empty answer', answers(), 'destination_not_found'],
    ['ENOTFOUND', rejects('ENOTFOUND'), 'destination_not_found'],
    ['ENODATA', rejects('ENODATA'), 'destination_not_found'],
    ['EAI_AGAIN', rejects('EAI_AGAIN'), 'destination_unreachable'],
    ['ESERVFAIL', rejects('ESERVFAIL'), 'destination_unreachable'],
  ] as const)('%s', async (_what, options, reason) => {
    expect(await createInternet(options).outbound.connect(target(), patient())).toEqual(failed(reason));
  });

  it('that never ends, ends with the deadline', async () => {
    const { outbound } = createInternet({ resolve: () => new Promise(() => {}), connectTimeoutMs: 20 });
    expect(await outbound.connect(target(), patient())).toEqual(failed('destination_timeout'));
  });

  it('of a name below .invalid is not found by the resolver of the machine', async () => {
    const outcome = await createOutbound().connect(target({ host: 'nothing.invalid' }), patient());
    expect(outcome).toMatchObject({ ok: false, outbound: 'not_sent' });
  });
});

describe('insecure loopback', () => {
  it.each([
    ['a host that is not localhost', { host: HOST }, ['127.0.0.1']],
    ['a host that only ends like it', { host: 'notlocalhost' }, ['127.0.0.1']],
    ['localhost as a part of a name', { host: 'localhost.psp.example' }, ['127.0.0.1']],
    ['localhost at a public address', { host: 'localhost' }, [PUBLIC]],
    ['localhost at a private address', { host: 'api.localhost' }, ['10.0.0.1']],
    ['localhost at loopback and elsewhere', { host: 'localhost' }, ['127.0.0.1', '169.254.169.254']],
    ['localhost at the unspecified address', { host: 'localhost' }, ['0.0.0.0']],
  ])('refuses %s', async (_what, changes, found) => {
    const { outbound, dialled } = createInternet(answers(...found));
    const outcome = await outbound.connect(target({ scheme: 'http', insecureLoopback: true, ...changes }), patient());
    expect([outcome, dialled]).toEqual([FORBIDDEN, []]);
  });

  it('is the only way to loopback and to http', async () => {
    const server = await startRawServer(answering(OK));
    const outbound = createOutbound();
    const there = loopback(server.port);
    expect(await callOnce(outbound, { ...there, insecureLoopback: false })).toEqual(FORBIDDEN);
    expect(await callOnce(outbound, { ...there, scheme: 'https', insecureLoopback: false })).toEqual(FORBIDDEN);
    expect(server.connections()).toBe(0);
    expect(await callOnce(outbound, there)).toMatchObject({ ok: true, status: 200 });
    expect(await callOnce(outbound, { ...there, host: 'psp.localhost' })).toMatchObject({ ok: true, status: 200 });
    await outbound.close();
    await server.close();
  });

  it('refuses http to a public host', async () => {
    const { outbound, dialled } = createInternet();
    expect(await outbound.connect(target({ scheme: 'http' }), patient())).toEqual(FORBIDDEN);
    expect(dialled).toEqual([]);
  });
});

describe('what was checked is what is connected to', () => {
  const authority = createCertificateAuthority();

  it('a name server that changes its mind is asked once, and the address it gave first is dialled', async () => {
    const server = await startRawServer(answering(OK), authority.issue([HOST]));
    const dns = await startDnsServer((nth) => [nth === 0 ? PUBLIC : '127.0.0.1']);
    const { outbound, dialled, host } = createInternet({ resolve: dns.resolve, ca: [authority.cert] });
    host(PUBLIC, server.port);
    const connected = await outbound.connect(target(), patient());
    expect([connected.ok, dialled, dns.asked()]).toEqual([true, [PUBLIC], 1]);
    expect(await outbound.connect(target(), patient())).toEqual(FORBIDDEN);
    expect([dialled, dns.asked()]).toEqual([[PUBLIC], 2]);
    await Promise.all([outbound.close(), dns.close(), server.close()]);
  });

  it('a name server that adds a private address to a public one is refused', async () => {
    const dns = await startDnsServer(() => [PUBLIC, '127.0.0.1']);
    const { outbound, dialled } = createInternet({ resolve: dns.resolve });
    expect(await outbound.connect(target(), patient())).toEqual(FORBIDDEN);
    expect(dialled).toEqual([]);
    await dns.close();
  });

  it('a name server that knows no such name', async () => {
    const dns = await startDnsServer(() => []);
    const { outbound } = createInternet({ resolve: dns.resolve });
    expect(await outbound.connect(target(), patient())).toEqual(failed('destination_not_found'));
    await dns.close();
  });

  it.each(['127.0.0.1', '10.0.0.1', PUBLIC_TOO, '::1'])(
    'a connection that turns out to end at %s is closed before TLS begins',
    async (peer) => {
      const server = await startRawServer(() => {});
      const { outbound, host } = createInternet({ peer });
      host(PUBLIC, server.port);
      expect(await outbound.connect(target(), patient())).toEqual(FORBIDDEN);
      await server.close();
      expect(server.received.join('')).toBe('');
    },
  );

  it('the same peer in the IPv4-mapped spelling is the same', async () => {
    const server = await startRawServer(answering(OK), authority.issue([HOST]));
    const { outbound, host } = createInternet({ peer: `::ffff:${PUBLIC}`, ca: [authority.cert] });
    host(PUBLIC, server.port);
    expect(await callOnce(outbound, target())).toMatchObject({ ok: true });
    await Promise.all([outbound.close(), server.close()]);
  });

  it('the next address is tried when one does not answer, and no more than four', async () => {
    const server = await startRawServer(answering(OK), authority.issue([HOST]));
    const resolve = () => Promise.resolve([publicAddress(PUBLIC_V6), publicAddress(PUBLIC)]);
    const one = createInternet({ resolve, ca: [authority.cert] });
    one.host(PUBLIC, server.port);
    expect(await callOnce(one.outbound, target())).toMatchObject({ ok: true });
    expect(one.dialled).toEqual([PUBLIC_V6, PUBLIC]);
    const none = createInternet(answers(...Array<string>(200).fill(PUBLIC_TOO)));
    expect(await none.outbound.connect(target(), patient())).toEqual(failed('destination_unreachable'));
    expect(none.dialled).toHaveLength(4);
    await Promise.all([one.outbound.close(), server.close()]);
  });
});

describe('an address that does not answer', () => {
  it('takes only its share of the time', async () => {
    const authority = createCertificateAuthority();
    const server = await startRawServer(answering(OK), authority.issue([HOST]));
    const resolve = () => Promise.resolve([publicAddress(PUBLIC_TOO), publicAddress(PUBLIC)]);
    const { outbound, dialled, host } = createInternet({ resolve, ca: [authority.cert], connectTimeoutMs: 4000 });
    host(PUBLIC_TOO, 'silent');
    host(PUBLIC, server.port);
    expect(await callOnce(outbound, target())).toMatchObject({ ok: true });
    expect(dialled).toEqual([PUBLIC_TOO, PUBLIC]);
    await Promise.all([outbound.close(), server.close()]);
  });

  it('ends with the time, or with the patience of the caller', async () => {
    const { outbound, host } = createInternet({ connectTimeoutMs: 50 });
    host(PUBLIC, 'silent');
    expect(await outbound.connect(target(), patient())).toEqual(failed('destination_timeout'));
    const enough = new AbortController();
    const slow = createInternet();
    slow.host(PUBLIC, 'silent');
    const connecting = slow.outbound.connect(target(), enough.signal);
    await until(() => slow.dialled.length === 1);
    enough.abort();
    expect(await connecting).toEqual(failed('destination_timeout'));
  });
});

it.each([0, -1, 65_536, 1.5, NaN])('port %p is a bug of the caller', async (port) => {
  await expect(createInternet().outbound.connect(target({ port }), patient())).rejects.toThrow(TypeError);
});
