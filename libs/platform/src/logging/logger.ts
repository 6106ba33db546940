import { pino, type DestinationStream, type Logger } from 'pino';
import { type LogLevel } from '../settings/common-settings';
import { serializeError } from './serialize-error';
import { REDACTED, scrubJsonLine } from './scrub';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** The service's name, on every line. */
  readonly name: string;
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Where the lines go; default standard output, written without blocking. */
  readonly destination?: DestinationStream;
}

const SECRET_HEADERS = ['authorization', 'x-api-key', 'cookie', 'set-cookie', 'proxy-authorization'];
const HOLDERS = ['headers', 'req.headers', 'request.headers', 'res.headers', 'response.headers'];
const SECRET_PATHS = [
  ...HOLDERS.flatMap((holder) => SECRET_HEADERS.map((header) => `${holder}["${header}"]`)),
  ...['req', 'request', 'res', 'response'].map((holder) => `${holder}.body`),
];

/** JSON lines with ISO times. Secrets are left out twice: by path, and by pattern over each finished line. */
export function createLogger({ name, level = 'info', destination = standardOutput() }: LoggerOptions): Logger {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_PATHS, censor: REDACTED },
      serializers: { err: (error: unknown) => serializeError(error) },
      hooks: { streamWrite: scrubJsonLine },
    },
    destination,
  );
}

/** A logger that says nothing, for tests and tools. */
export const silentLogger = (): Logger => pino({ level: 'silent' });

function standardOutput(): DestinationStream {
  const destination = pino.destination({ dest: 1, sync: false });
  // The reader of our output may die before we do (a supervisor that was killed): that must not stop an orderly end.
  destination.on('error', () => undefined);
  return destination;
}
