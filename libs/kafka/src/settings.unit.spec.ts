import { readSettings, SettingsError } from '@latchkey/platform';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaShape, readKafkaSettings } from './settings';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-kafka-settings-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const file = (name: string, text: string, mode = 0o600): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const NO_CERTIFICATE = '-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n';
/** Of broker.example, signed by itself; its key was thrown away. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBiTCCAS+gAwIBAgIUDxEvcyEjKmRfOVn4YdB09540nNgwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOYnJva2VyLmV4YW1wbGUwIBcNMjYxMTI2MTUzOTE0WhgPMjEy
NjExMDIxNTM5MTRaMBkxFzAVBgNVBAMMDmJyb2tlci5leGFtcGxlMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEFfVHsh6ehW2zHTcP8stXeHT13tYbNyoc3DOw73I8
zBgPlRIXfb6l9CJ8ZdgKIrLQkQce4rQ726AYAhMf7Kadt6NTMFEwHQYDVR0OBBYE
FFcuQQDX+SiZLCNRorE3gVbTc0qmMB8GA1UdIwQYMBaAFFcuQQDX+SiZLCNRorE3
gVbTc0qmMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgD0nYvGIg
Y5F6ndByaTKcVP8OXvRBoX424YsimIRxB2sCIQDZ1dUQ17kcS3UQ6dPkNR94LBDV
ReiwWqnYQ8cX0CeotQ==
-----END CERTIFICATE-----
`;

const read = (env: Record<string, string>, mode: 'live' | 'test' = 'test') =>
  readKafkaSettings(readSettings(kafkaShape, env), mode);
const BROKERS = { KAFKA_BROKERS: 'one:9092, [::1]:9093' };

test('without KAFKA_BROKERS Kafka is not configured, whatever else is set', () => {
  expect(read({ KAFKA_TLS: 'on' }, 'live')).toBeUndefined();
});

test('in mode test brokers are enough', () => {
  expect(read(BROKERS)).toEqual({ brokers: ['one:9092', '[::1]:9093'], topicPrefix: '' });
});

test('plain text needs mode test or somebody who says so', () => {
  expect(() => read(BROKERS, 'live')).toThrow(
    'bad settings: KAFKA_TLS must be on with LATCHKEY_MODE=live, unless KAFKA_PLAINTEXT is allow',
  );
  expect(read({ ...BROKERS, KAFKA_PLAINTEXT: 'allow' }, 'live')).toBeDefined();
  expect(read({ ...BROKERS, KAFKA_TLS: 'on' }, 'live')).toEqual({ ...read(BROKERS), tls: {} });
});

test('certificates, key and password come from files, without the line’s end', () => {
  const settings = read({
    ...BROKERS,
    KAFKA_TOPIC_PREFIX: 'eu.',
    KAFKA_TLS: 'on',
    KAFKA_TLS_CA_FILE: file('ca.pem', CERTIFICATE, 0o644),
    KAFKA_TLS_CERT_FILE: file('cert.pem', CERTIFICATE, 0o644),
    KAFKA_TLS_KEY_FILE: file('key.pem', 'a key\n'),
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'relay',
    KAFKA_SASL_PASSWORD_FILE: file('password', 'a password\n'),
  });
  expect(settings).toEqual({
    brokers: ['one:9092', '[::1]:9093'],
    topicPrefix: 'eu.',
    tls: { ca: CERTIFICATE, cert: CERTIFICATE, key: 'a key' },
    sasl: { mechanism: 'scram-sha-512', username: 'relay', password: 'a password' },
  });
});

const refusals: readonly [string, Record<string, string>][] = [
  ['KAFKA_BROKERS is wrong (one or more host:port, separated by commas)', { KAFKA_BROKERS: 'http://one:9092' }],
  ['KAFKA_BROKERS is wrong (one or more host:port, separated by commas)', { KAFKA_BROKERS: 'one:65536' }],
  ['KAFKA_BROKERS is wrong (one or more host:port, separated by commas)', { KAFKA_BROKERS: 'one:0,two:9092' }],
  ['KAFKA_TLS is wrong (on or off)', { KAFKA_TLS: 'yes' }],
  ['KAFKA_TOPIC_PREFIX is wrong', { KAFKA_TOPIC_PREFIX: 'eu/' }],
  ['KAFKA_SASL_MECHANISM is wrong', { KAFKA_SASL_MECHANISM: 'gssapi' }],
  ['KAFKA_SASL_MECHANISM is needed with KAFKA_SASL_USERNAME', { KAFKA_SASL_USERNAME: 'relay' }],
  ['KAFKA_SASL_USERNAME is needed', { KAFKA_SASL_MECHANISM: 'plain' }],
  ['KAFKA_SASL_PASSWORD_FILE is needed', { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'relay' }],
  ['KAFKA_TLS_CA_FILE is of no use unless KAFKA_TLS is on', { KAFKA_TLS_CA_FILE: '/ca.pem' }],
  ['KAFKA_TLS_CA_FILE names a file that cannot be read (ENOENT)', { KAFKA_TLS: 'on', KAFKA_TLS_CA_FILE: '/no/ca.pem' }],
  ['KAFKA_TLS_KEY_FILE is needed with KAFKA_TLS_CERT_FILE', { KAFKA_TLS: 'on', KAFKA_TLS_CERT_FILE: '/cert.pem' }],
  ['KAFKA_TLS_CERT_FILE is needed with KAFKA_TLS_KEY_FILE', { KAFKA_TLS: 'on', KAFKA_TLS_KEY_FILE: '/key.pem' }],
];
test.each(refusals)('%s', (sentence, env) => {
  expect(() => read({ ...BROKERS, ...env })).toThrow(SettingsError);
  expect(() => read({ ...BROKERS, ...env })).toThrow(sentence);
});

test.each(['KAFKA_TLS_CA_FILE', 'KAFKA_TLS_CERT_FILE'])('%s: a certificate that cannot be read is refused', (name) => {
  const files = { KAFKA_TLS_KEY_FILE: file('key.pem', 'a key\n'), KAFKA_TLS_CERT_FILE: file('cert.pem', CERTIFICATE) };
  const change = { ...files, [name]: file('none.pem', NO_CERTIFICATE) };
  expect(() => read({ ...BROKERS, KAFKA_TLS: 'on', ...change })).toThrow(
    `${name} names a file without a PEM certificate`,
  );
});

test('a password that others may read is refused', () => {
  const password = file('open', 'a password', 0o644);
  const sasl = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'relay', KAFKA_SASL_PASSWORD_FILE: password };
  expect(() => read({ ...BROKERS, ...sasl })).toThrow('KAFKA_SASL_PASSWORD_FILE names a file that others');
});
