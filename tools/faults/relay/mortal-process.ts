import { type RunningProcess, startProcess } from '@latchkey/testing';

/** A service that is killed and started again, on the ports it had. */
export interface MortalProcess {
  readonly url: string;
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export const startMortal = async (entry: string, env: Readonly<Record<string, string>>): Promise<MortalProcess> => {
  let current: RunningProcess = await startProcess({ entry, env });
  const { url } = current;
  return {
    url,
    async crash() {
      await current.kill('SIGKILL');
      current = await startProcess({ entry, env: 'PORT' in env ? { ...env, PORT: new URL(url).port } : env });
    },
    async stop() {
      await current.kill();
    },
  };
};
