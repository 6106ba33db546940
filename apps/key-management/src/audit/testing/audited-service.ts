import type { EventStore, JsonObject } from '@latchkey/event-store';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { createLogger, type RunningService } from '@latchkey/platform';
import type { ReplayedEvent } from '@latchkey/replay';
import { generateSealingKeyFile, sealingKeySchema } from '@latchkey/seals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRelaySettings } from '../../relay/relay.settings';
import { startRelay } from '../../relay/start-relay';
import { startTestService, type TestService, type TestServiceOptions } from '../../testing/test-service';

export interface AuditedService extends TestService {
  readonly sealingKey: ReturnType<typeof sealingKeySchema.parse>;
  /** Straight into the log: deciders give every event the time that it has. Answers the position of the last. */
  append(events: readonly ReplayedEvent[]): Promise<string>;
  /** Whoever fills the index; it runs from the beginning. */
  startFollower(): Promise<void>;
  stopFollower(): Promise<void>;
}

/** key-management, and beside it the process that seals its log and fills the audit index. */
export const startAuditedService = async (options: TestServiceOptions = {}): Promise<AuditedService> => {
  const service = await startTestService(options);
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-sealing-'));
  const keyFile = join(directory, 'sealing-key.json');
  const key = generateSealingKeyFile();
  writeFileSync(keyFile, JSON.stringify(key), { mode: 0o600 });
  const connectionString = service.database.url('key_management');
  const log = createPostgresEventStore({ connectionString, applicationName: 'test' });
  const settings = readRelaySettings({
    ...{ LATCHKEY_MODE: 'test', ADMIN_PORT: '0', DATABASE_URL: connectionString },
    ...{ SEALING_KEY_FILE: keyFile, SEAL_INTERVAL_MS: '100' },
  });
  const logger = createLogger({ name: 'test', level: 'info', destination: { write: () => undefined } });
  let follower: RunningService | undefined;
  const startFollower = async (): Promise<void> => void (follower ??= await startRelay({ settings, logger }));
  const stopFollower = async (): Promise<void> => {
    await follower?.stop();
    follower = undefined;
  };
  await startFollower();
  return {
    ...service,
    sealingKey: sealingKeySchema.parse(key),
    append: appender(log),
    startFollower,
    stopFollower,
    dispose: async () => {
      await stopFollower();
      await log.close();
      await service.dispose();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** What no secret has. */
const verifier = { value: `${'v'.repeat(42)}A`, pepperVersion: 1 };

const appender = (log: Pick<EventStore, 'append'>) => {
  const versions = new Map<string, number>();
  return async (events: readonly ReplayedEvent[]): Promise<string> => {
    let last = '';
    for (const { stream, type, data, metadata } of events) {
      // Made of JSON values by the tests themselves.
      const stored = (type === 'KeyCreated' ? { ...(data as JsonObject), verifier } : data) as JsonObject;
      const event = { id: randomUUID(), type, data: stored, metadata: metadata as JsonObject };
      const { position, version } = await log.append(stream, versions.get(stream) ?? 'no-stream', [event]);
      versions.set(stream, version);
      last = position;
    }
    return last;
  };
};
