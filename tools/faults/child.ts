import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ProcessSettings, toEnvironment } from './settings';

/** A process that is started again whenever it was killed. It ends with this one, whatever happens to this one. */
export function startChild(program: readonly string[], settings: ProcessSettings) {
  let child = start();

  function start(): ChildProcess {
    return spawn(process.execPath, [...program], {
      env: { PATH: process.env['PATH'], ...toEnvironment(settings) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  };

  return {
    name: settings.name,
    kill: () => end('SIGKILL'),
    restart: () => void (child = start()),
    /** Lets it finish what it has begun. Throws if it does not end well. */
    async stop() {
      const exitCode = await end('SIGTERM');
      if (exitCode !== 0) throw new Error(`${settings.name} ended with ${child.signalCode ?? exitCode}`);
    },
    /** False when it has ended by itself, which none of them may. */
    isRunning: () => child.exitCode === null && child.signalCode === null,
  };
}
