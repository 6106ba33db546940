import { createLogger, type Logger } from '../logging/logger';
import { LOG_LEVELS, type LogLevel } from '../settings/common-settings';
import { SettingsError } from '../settings/settings-error';

export interface RunningService {
  readonly url: string;
  readonly adminUrl: string;
  /** Stops taking work, finishes what has begun, then lets go of its resources. */
  stop(): Promise<void>;
}

export interface ServiceDefinition {
  readonly name: string;
  start(context: { readonly logger: Logger }): Promise<RunningService>;
  /** Default 8,000. */
  readonly stopWithinMs?: number;
}

/**
 * A service's whole life: start, say where it listens (log line, and a message if there is an IPC channel), then stop in
 * order on SIGTERM, SIGINT or when the parent has gone. Exit codes: 0 stopped in order; 1 could not start (a
 * `SettingsError` is one plain sentence on standard error), failed, or did not stop in time.
 */
export function runService({ name, start, stopWithinMs = 8_000 }: ServiceDefinition): void {
  const logger = createLogger({ name, level: levelOf(process.env['LOG_LEVEL']) });
  const exit = (code: number): void => {
    logger.flush(() => process.exit(code));
    // A reader that does not read must not keep us alive.
    setTimeout(() => process.exit(code), 500);
  };
  const fail = (error: unknown, message: string): void => {
    logger.fatal({ err: error }, message);
    exit(1);
  };
  process.once('uncaughtException', (error) => fail(error, 'uncaught exception'));
  process.once('unhandledRejection', (error) => fail(error, 'unhandled rejection'));

  const started = start({ logger });
  let stopping = false;
  const stop = (reason: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, 'stopping');
    setTimeout(() => fail(new Error(`not stopped within ${stopWithinMs} ms`), 'stopping took too long'), stopWithinMs);
    started
      .then((service) => service.stop())
      .then(() => {
        logger.info('stopped');
        exit(0);
      })
      .catch((error: unknown) => fail(error, 'stopping failed'));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('parent gone'));

  started.then(
    ({ url, adminUrl }) => {
      logger.info({ url, admin_url: adminUrl }, 'listening');
      if (process.connected) process.send?.({ type: 'listening', url, admin_url: adminUrl });
    },
    (error: unknown) => {
      if (!(error instanceof SettingsError)) return fail(error, 'cannot start');
      process.stderr.write(`${name}: ${error.message}\n`);
      exit(1);
    },
  );
}

const levelOf = (text: string | undefined): LogLevel => LOG_LEVELS.find((level) => level === text) ?? 'info';
