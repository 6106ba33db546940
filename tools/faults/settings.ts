/** What the scenario tells its processes, as environment variables. */
export interface ProcessSettings {
  readonly url: string;
  /** `<directory>/<name>.journal`, and a follower's `<name>.checkpoint` beside it. */
  readonly directory: string;
  readonly name: string;
}

export function toEnvironment({ url, directory, name }: ProcessSettings): Record<string, string> {
  return { FAULTS_URL: url, FAULTS_DIRECTORY: directory, FAULTS_NAME: name };
}

export function fromEnvironment(env: Readonly<Record<string, string | undefined>>): ProcessSettings {
  const need = (name: string) => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set; this process is started by the kill scenario`);
    return value;
  };
  return { url: need('FAULTS_URL'), directory: need('FAULTS_DIRECTORY'), name: need('FAULTS_NAME') };
}

/** Aborts when the scenario asks for an orderly end, or is gone itself. */
export function stopSignal(): AbortSignal {
  const abort = new AbortController();
  process.once('SIGTERM', () => abort.abort());
  process.once('disconnect', () => abort.abort());
  return abort.signal;
}
