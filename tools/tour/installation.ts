import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tour needs of <data dir>/local.json. */
export type Installation = {
  readonly key_management_url: string;
  readonly commerce_url: string;
  /** Where the local provider takes payments; versions without one do not name it. */
  readonly provider_url?: string;
  readonly operator_token: string;
  /** Not there where nothing is published. */
  readonly kafka_brokers?: readonly string[];
  readonly demo?: { readonly account_id: string; readonly merchant_ids: readonly string[] };
};

export class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

export const readInstallation = (): Installation => {
  const file = join(process.env['LATCHKEY_DATA_DIR'] || '.data', 'local.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Installation; // written by our own start
  } catch (cause) {
    throw new NotRunning(
      `There is no running Latchkey (no ${file}): start one with \`npm start\`, then run the tour in another terminal.`,
      { cause },
    );
  }
};
