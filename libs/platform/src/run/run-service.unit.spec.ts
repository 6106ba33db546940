import { jest } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import { createLogger } from '../logging/logger';
import { SettingsError } from '../settings/settings-error';
import { runService, type RunningService, type ServiceProcess } from './run-service';

/** A process that can be signalled and that tells its exit code instead of exiting. */
function fakeProcess() {
  const emitter = new EventEmitter();
  const lines: Record<string, unknown>[] = [];
  const sent: unknown[] = [];
  let stderr = '';
  const exited = once(emitter, 'exit code').then(([code]: unknown[]) => code);
  const own = Object.assign(emitter, {
    env: {},
    connected: true,
    send: (message: unknown) => sent.push(message) > 0,
    stderr: { write: (text: string) => (stderr += text) },
    exit: (code: number) => emitter.emit('exit code', code),
  }) as unknown as ServiceProcess & EventEmitter;
  const logger = createLogger({ name: 'svc', destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  const messages = () => lines.map(({ msg }) => msg);
  return { own, logger, lines, messages, sent, exited, stderr: () => stderr };
}

const service = (stop: () => Promise<void> = async () => undefined): RunningService => ({
  url: 'http://127.0.0.1:1',
  adminUrl: 'http://127.0.0.1:2',
  stop,
});
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('runService', () => {
  test('says where it listens, in the log and to its parent', async () => {
    const { own, logger, lines, sent } = fakeProcess();
    runService({ name: 'svc', start: async () => service() }, own, logger);
    await turn();
    const addresses = { url: 'http://127.0.0.1:1', admin_url: 'http://127.0.0.1:2' };
    expect(lines).toEqual([expect.objectContaining({ msg: 'listening', ...addresses })]);
    expect(sent).toEqual([{ type: 'listening', ...addresses }]);
  });

  test.each(['SIGTERM', 'SIGINT', 'disconnect'])('stops in order once on %s and exits with 0', async (event) => {
    const { own, logger, exited, messages } = fakeProcess();
    const stop = jest.fn(async () => undefined);
    runService({ name: 'svc', start: async () => service(stop) }, own, logger);
    await turn();
    own.emit(event);
    own.emit(event);
    expect(await exited).toBe(0);
    expect(stop).toHaveBeenCalledTimes(1);
    expect(messages()).toEqual(['listening', 'stopping', 'stopped']);
  });

  test('a signal during the start stops what has started', async () => {
    const { own, logger, exited } = fakeProcess();
    const stop = jest.fn(async () => undefined);
    let finishStart = (_: RunningService): void => undefined;
    runService({ name: 'svc', start: () => new Promise((resolve) => (finishStart = resolve)) }, own, logger);
    own.emit('SIGTERM');
    finishStart(service(stop));
    expect(await exited).toBe(0);
    expect(stop).toHaveBeenCalledTimes(1);
  });

  test('bad settings are one plain sentence and exit code 1', async () => {
    const { own, logger, exited, stderr, lines } = fakeProcess();
    const start = () => Promise.reject(new SettingsError([{ name: 'PORT', reason: 'is not set (a port)' }]));
    runService({ name: 'svc', start }, own, logger);
    expect(await exited).toBe(1);
    expect(stderr()).toBe('svc: bad settings: PORT is not set (a port)\n');
    expect(lines).toEqual([]);
  });

  test('another failure to start is logged and exits with 1', async () => {
    const { own, logger, exited, messages } = fakeProcess();
    runService({ name: 'svc', start: () => Promise.reject(new Error('no database')) }, own, logger);
    expect(await exited).toBe(1);
    expect(messages()).toEqual(['cannot start']);
  });

  test('a stop that hangs is given up: exit code 1', async () => {
    const { own, logger, exited, messages } = fakeProcess();
    const start = async () => service(() => new Promise(() => undefined));
    runService({ name: 'svc', start, stopWithinMs: 10 }, own, logger);
    own.emit('SIGTERM');
    expect(await exited).toBe(1);
    expect(messages()).toContain('stopping took too long');
  });

  test.each(['uncaughtException', 'unhandledRejection'])(
    '%s is logged without secrets and ends the process',
    async (event) => {
      const { own, logger, exited, lines } = fakeProcess();
      runService({ name: 'svc', start: async () => service() }, own, logger);
      own.emit(event, new Error('cannot charge 4111111111111111'));
      expect(await exited).toBe(1);
      const text = JSON.stringify(lines);
      expect(text).toContain('cannot charge [redacted]');
      expect(text).not.toContain('4111111111111111');
    },
  );
});
