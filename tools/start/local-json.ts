import { rmSync } from 'node:fs';
import { type DataDirectory } from './data-directory';
import { writePrivateFile } from './private-file';

/** For programs that work with a running installation. Never holds an API key. */
export type LocalJson = {
  readonly key_management_url: string;
  readonly dashboard_url: string;
  readonly commerce_url: string;
  readonly auth_url: string;
  readonly auth_urls: readonly string[];
  /** Where the local provider takes payments. */
  readonly provider_url: string;
  readonly database_url: string;
  /** Of a role that reads what an audit needs, and writes nothing. */
  readonly audit_database_url: string;
  readonly operator_token: string;
  /** Where every seal of the logs is appended to, and by what auditors know the key that made it. */
  readonly seals_file: string;
  readonly sealing_key_fingerprint: string;
  /** Where events are published; not there where they are not. */
  readonly kafka_brokers?: readonly string[];
  readonly demo?: {
    readonly account_id: string;
    readonly merchant_ids: readonly string[];
    /** Who signs in to the dashboard, and the password that was made for them; not there where no such user could be made. */
    readonly email?: string;
    readonly password?: string;
  };
};

export const writeLocalJson = (data: DataDirectory, contents: LocalJson): void =>
  writePrivateFile(data.at('local.json'), `${JSON.stringify(contents, null, 2)}\n`);

/** While the file is there, what it says is running or was killed. */
export const removeLocalJson = (data: DataDirectory): void => rmSync(data.at('local.json'), { force: true });
