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

/** The process a service lives in; tests give another. */
export type ServiceProcess = Pick<NodeJS.Process, 'env' | 'on' | 'exit' | 'connected' | 'send' | 'stderr'>;

/** How long lines still to be written may keep us from ending: their reader may have gone. */
const FLUSH_WITHIN_MS = 500;

/**
 * A service's whole life: start, say where it listens (log line, and a message if there is an IPC channel), then stop in
 * order on SIGTERM, SIGINT or when the parent has gone. Exit codes: 0 stopped in order; 1 could not start (a
 * `SettingsError` is one plain sentence on standard error), failed, or did not stop in time.
 */
export function runService(
  { name, start, stopWithinMs = 8_000 }: ServiceDefinition,
  own: ServiceProcess = process,
  logger: Logger = createLogger({ name, level: levelOf(own.env['LOG_LEVEL']) }),
): void {
  const exit = (code: number): void => {
    logger.flush(() => own.exit(code));
    setTimeout(() => own.exit(code), FLUSH_WITHIN_MS);
  };
  const fail = (error: unknown, message: string): void => {
    logger.fatal({ err: error }, message);
    exit(1);
  };
  // Not Node's own way, which prints the message as it is: ours goes through the scrubber.
  own.on('uncaughtException', (error) => fail(error, 'uncaught exception'));
  own.on('unhandledRejection', (error) => fail(error, 'unhandled rejection'));

  // Settings that are read at the beginning of `start` may throw before there is a promise.
  const started = (async () => start({ logger }))();
  let stopping = false;
  const stop = (reason: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, 'stopping');
    const timer = setTimeout(
      () => fail(new Error(`not stopped within ${stopWithinMs} ms`), 'stopping took too long'),
      stopWithinMs,
    );
    started
      .then((service) => service.stop())
      .then(() => {
        logger.info('stopped');
        exit(0);
      })
      .catch((error: unknown) => fail(error, 'stopping failed'))
      .finally(() => clearTimeout(timer));
  };
  own.on('SIGTERM', () => stop('SIGTERM'));
  own.on('SIGINT', () => stop('SIGINT'));
  own.on('disconnect', () => stop('parent gone'));

  started.then(
    ({ url, adminUrl }) => {
      logger.info({ url, admin_url: adminUrl }, 'listening');
      if (own.connected) own.send?.({ type: 'listening', url, admin_url: adminUrl });
    },
    (error: unknown) => {
      if (!(error instanceof SettingsError)) return fail(error, 'cannot start');
      own.stderr.write(`${name}: ${error.message}\n`);
      exit(1);
    },
  );
}

const levelOf = (text: string | undefined): LogLevel => LOG_LEVELS.find((level) => level === text) ?? 'info';
