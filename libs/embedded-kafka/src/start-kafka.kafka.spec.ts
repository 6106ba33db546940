import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from './start-kafka';
import { isWarm } from './warm-up';

test('a broker that was killed comes back on the same port and serves when its restart resolves; a new start ends one that was left running', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-kafka-'));
  const kafka = await startKafka({ directory });
  const [address] = kafka.brokers;
  const pid = kafka.pid();
  await kafka.kill('SIGKILL');
  expect(await isWarm(kafka.port)).toBe(false);
  await kafka.restart();
  expect(kafka.brokers).toEqual([address]);
  expect(kafka.pid()).not.toBe(pid);
  expect(await isWarm(kafka.port)).toBe(true);

  const next = await startKafka({ directory, port: kafka.port });
  await kafka.exited();
  expect(await isWarm(next.port)).toBe(true);
  await next.kill();
  rmSync(directory, { recursive: true, force: true });
});
