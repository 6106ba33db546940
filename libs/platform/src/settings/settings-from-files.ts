import { readSecretText } from './secret-file';
import { SettingsError } from './settings-error';

/**
 * Settings that hold a secret, or are made together with secrets, and that may stand in a file of mode 0600 instead, which
 * the variable `<name>_FILE` names: an environment is shown by `docker inspect` and inherited by children.
 */
const MAY_BE_FILES: readonly string[] = ['DATABASE_URL', 'EVENT_STORE_URL', 'OPERATOR_TOKENS'];

/** A setting's text, from wherever it is set; undefined if it is not. Throws a `SettingsError` that shows no value. */
export function settingText(name: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const text = env[name]?.trim() || undefined;
  const setting = `${name}_FILE`;
  const path = MAY_BE_FILES.includes(name) ? env[setting]?.trim() || undefined : undefined;
  if (path === undefined) return text;
  if (text !== undefined) throw new SettingsError([{ name, reason: `is set twice, here and by ${setting}` }]);
  return readSecretText({ setting, path }).trim();
}
