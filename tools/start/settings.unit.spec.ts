import { resolve } from 'node:path';
import { readStartSettings } from './settings';

describe('settings of npm start', () => {
  test('have the defaults of the specification', () => {
    expect(readStartSettings({})).toEqual({
      dataDir: resolve('.data'),
      portBase: 4400,
      demo: true,
      authReplicas: 1,
      logLevel: 'info',
      databaseUrl: null,
      eventStoreUrl: null,
      kafka: null,
      kafkaEnv: {},
    });
  });
  test.each([
    ['LATCHKEY_PORT_BASE', 'high'],
    ['LATCHKEY_PORT_BASE', '65001'],
    ['LATCHKEY_PORT_BASE', '0'],
    ['LATCHKEY_DEMO', 'perhaps'],
    ['LATCHKEY_AUTH_REPLICAS', '0'],
    ['LATCHKEY_AUTH_REPLICAS', '100'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://user:hunter2@db/x'],
  ])('%s=%s is refused by a message that names it', (name, value) => {
    expect(() => readStartSettings({ [name]: value })).toThrow(name);
  });
  test('publish to a Kafka of their own, or to the one that is named, whose settings the relay gets', () => {
    expect(readStartSettings({}, ['--with-kafka'])).toMatchObject({ kafka: 'local', kafkaEnv: {} });
    const named = { KAFKA_BROKERS: 'one:9092', KAFKA_TLS: 'on' };
    expect(readStartSettings({ ...named, OTHER: 'x' })).toMatchObject({ kafka: 'named', kafkaEnv: named });
    expect(() => readStartSettings(named, ['--with-kafka'])).toThrow('KAFKA_BROKERS');
    expect(() => readStartSettings({}, ['--with-kavka'])).toThrow('--with-kavka');
  });
  test('a message never repeats a value, which may be a secret', () => {
    const DATABASE_URL = 'mysql://user:hunter2@db/x';
    expect(() => readStartSettings({ DATABASE_URL })).not.toThrow('hunter2');
  });
  test('mode live is refused, because the secrets made here are for development', () => {
    expect(() => readStartSettings({ LATCHKEY_MODE: 'live' })).toThrow('LATCHKEY_MODE=live');
  });
});
