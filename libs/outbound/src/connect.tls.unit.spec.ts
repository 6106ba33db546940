import { execFile } from 'node:child_process';
import { connect as connectTls, type TLSSocket, type TlsOptions } from 'node:tls';
import { promisify } from 'node:util';
import { createCertificateAuthority, EXPIRED, NOT_YET_VALID, selfSigned } from './certificates.fixture';
import { callOnce, createInternet, HOST, patient, PUBLIC, target } from './internet.fixture';
import { failed } from './outbound-failure';
import { answering, OK, startRawServer, type RawServer, type Script } from './raw-server.fixture';

const authority = createCertificateAuthority();
const stranger = createCertificateAuthority('Another CA');
const good = authority.issue([HOST]);
const OLD = { ciphers: 'DEFAULT@SECLEVEL=0' };

const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function visit(tls: TlsOptions | undefined, script: Script, host = HOST, connectTimeoutMs = 5000) {
  const server = await startRawServer(script, tls);
  servers.push(server);
  const internet = createInternet({ ca: [authority.cert], connectTimeoutMs });
  internet.host(PUBLIC, server.port);
  const outcome = await callOnce(internet.outbound, target({ host }));
  await internet.outbound.close();
  return { outcome, server };
}

describe('a connection whose TLS is not good carries nothing', () => {
  it.each<[string, TlsOptions]>([
    ['a certificate for another name', authority.issue(['api.other.example'])],
    ['a certificate for a name below', authority.issue([`a.${HOST}`])],
    ['a wildcard of two levels', authority.issue(['*.example'])],
    ['a certificate for no name', authority.issue([])],
    ['an expired certificate', authority.issue([HOST], EXPIRED)],
    ['a certificate of tomorrow', authority.issue([HOST], NOT_YET_VALID)],
    ['a self-signed certificate', selfSigned([HOST])],
    ['a certificate of an unknown authority', stranger.issue([HOST])],
    ['a certificate of an unknown authority of the same name', createCertificateAuthority().issue([HOST])],
    ['TLS 1.0', { ...good, ...OLD, minVersion: 'TLSv1', maxVersion: 'TLSv1' }],
    ['TLS 1.1', { ...good, ...OLD, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }],
    ['another application protocol', { ...good, ALPNProtocols: ['h2'] }],
  ])('%s', async (_what, tls) => {
    const { outcome, server } = await visit(tls, answering(OK));
    expect(outcome).toEqual(failed('destination_tls_failed'));
    expect(server.received.join('')).toBe('');
  });

  it.each<[string, Script]>([
    ['plain HTTP on the port of TLS', (socket) => socket.write(OK)],
    ['garbage on the port of TLS', (socket) => socket.write(Buffer.alloc(64, 0xa5))],
    ['a close instead of a handshake', (socket) => socket.end()],
    [
      'a close in the middle of the handshake',
      (socket) => socket.once('data', () => socket.end(Buffer.of(22, 3, 3, 0, 80))),
    ],
    ['a reset in the middle of the handshake', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['a fatal alert', (socket) => socket.once('data', () => socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 40)))],
  ])('%s', async (_what, script) => {
    const { outcome, server } = await visit(undefined, script);
    expect(outcome).toEqual(failed('destination_tls_failed'));
    expect(server.received.join('')).not.toContain('payments');
  });

  it('a handshake that never goes on ends with the deadline', async () => {
    const { outcome } = await visit(undefined, () => {}, HOST, 50);
    expect(outcome).toEqual(failed('destination_timeout'));
  });

  it('the environment cannot switch the check off', async () => {
    const hooks = `${import.meta.dirname}/../../../tools/typescript/hooks.mjs`;
    const args = ['--import', hooks, `${import.meta.dirname}/environment.fixture.ts`];
    const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 30_000 });
    expect(JSON.parse(stdout)).toEqual(failed('destination_tls_failed'));
  });
});

describe('a connection whose TLS is good', () => {
  it.each<[string, TlsOptions, string]>([
    ['the name itself', good, HOST],
    ['one of many names', authority.issue(['a.example', HOST]), HOST],
    ['a wildcard of one level', authority.issue(['*.psp.example']), HOST],
    ['TLS 1.2', { ...good, maxVersion: 'TLSv1.2' }, HOST],
    ['TLS 1.3', { ...good, minVersion: 'TLSv1.3' }, HOST],
  ])('is used: %s', async (_what, tls, host) => {
    expect((await visit(tls, answering(OK), host)).outcome).toMatchObject({ ok: true, status: 200 });
  });

  it('asks for the host by name', async () => {
    let named: unknown;
    const { outcome } = await visit(good, async (socket, request) => {
      await request();
      named = (socket as TLSSocket).servername; // The server is one of node:tls.
      socket.write(OK);
    });
    expect([outcome.ok, named]).toEqual([true, HOST]);
  });

  it('connects without writing a byte of the request, and writes it only when told', async () => {
    const server = await startRawServer(answering(OK), good);
    servers.push(server);
    const { outbound, host } = createInternet({ ca: [authority.cert] });
    host(PUBLIC, server.port);
    const connected = await outbound.connect(target(), patient());
    expect(connected.ok).toBe(true);
    // Another whole connection, later than ours: had we written anything, it would have come before.
    const other = connectTls({ port: server.port, rejectUnauthorized: false, servername: HOST });
    other.write('GET / HTTP/1.1\r\n\r\n');
    await new Promise((resolve) => other.once('data', resolve));
    expect(server.received[0]).toBe('');
    other.destroy();
    await outbound.close();
  });

  it('a server that wants a certificate of ours and gets none is a failure of TLS, after which nothing is certain', async () => {
    const { outcome } = await visit(
      { ...good, requestCert: true, rejectUnauthorized: true, ca: authority.cert },
      answering(OK),
    );
    expect(outcome).toMatchObject({ ok: false });
    expect(['destination_tls_failed', 'destination_unreachable']).toContain(outcome.ok ? '' : outcome.reason);
  });
});
