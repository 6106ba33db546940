export interface SettingFault {
  /** The environment variable. */
  readonly name: string;
  /** What is wrong and what is expected. Never the value. */
  readonly reason: string;
}

/** One or more settings are missing or wrong. The message is one sentence that names each, and holds no value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly faults: readonly SettingFault[]) {
    super(`bad settings: ${faults.map(({ name, reason }) => `${name} ${reason}`).join('; ')}`);
  }
}
