import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type DataDirectory } from '../data-directory';
import { type LocalJson } from '../local-json';
import { writePrivateFile } from '../private-file';
import { type Addresses } from '../services';
import { StartError } from '../start-error';
import { call } from './api';
import { addKeys, addMerchants, type AsOperator, openAccount } from './demo-account';
import { demoCards } from './demo-cards';
import { importTokens, type Import } from './import-tokens';

export type DemoOptions = Addresses & {
  readonly operatorToken: string;
  readonly data: DataDirectory;
  readonly wanted: boolean;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
};

type Demo = NonNullable<LocalJson['demo']>;

/**
 * Makes the demo account through the services' own HTTP APIs, once. Every step may be repeated (idempotency keys, or a look
 * at what is there), so a demo that was interrupted is carried on and not doubled.
 */
export const createDemo = async (options: DemoOptions): Promise<Demo | null> => {
  const file = options.data.at('demo.json');
  if (existsSync(file)) return readDemo(file);
  if (!options.wanted) return null;

  const began = performance.now();
  const accountId = await openAccount(asOperator(options, null));
  const operator = asOperator(options, accountId);
  const merchantIds = await addMerchants(operator);
  await addKeys(operator, merchantIds);
  const cards = demoCards(merchantIds, new Date().getUTCFullYear());
  await importTokens({ operator, withKey: withKey(options), cards });

  const demo: Demo = { account_id: accountId, merchant_ids: merchantIds };
  writePrivateFile(file, `${JSON.stringify(demo)}\n`);
  options.say(`  demo account with ${cards.length} tokens, in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return demo;
};

const readDemo = (file: string): Demo => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Demo; // our own file
  } catch (cause) {
    throw new StartError(`The file ${file} is damaged: put it back, or delete it to have a demo account made anew.`, {
      cause,
    });
  }
};

const asOperator =
  ({ keyManagementUrl, operatorToken, signal }: DemoOptions, accountId: string | null): AsOperator =>
  ({ path, step, ...request }) => {
    const headers = {
      authorization: `Bearer ${operatorToken}`,
      ...(accountId ? { 'x-latchkey-account': accountId } : {}),
      ...(step ? { 'x-idempotency-key': `demo-${step}` } : {}),
    };
    return call({ ...request, url: `${keyManagementUrl}${path}`, headers }, signal);
  };

const withKey =
  ({ commerceUrl, signal }: DemoOptions): Import['withKey'] =>
  (key, { path, minPosition, ...request }) => {
    const headers = {
      'x-api-key': key,
      ...(minPosition ? { 'x-latchkey-min-position': minPosition } : {}),
      ...(request.body
        ? { 'x-idempotency-key': createHash('sha256').update(JSON.stringify(request.body)).digest('hex') }
        : {}),
    };
    return call({ ...request, url: `${commerceUrl}${path}`, headers }, signal);
  };
