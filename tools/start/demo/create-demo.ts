import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type DataDirectory } from '../data-directory';
import { type LocalJson } from '../local-json';
import { writePrivateFile } from '../private-file';
import { type Addresses } from '../services';
import { StartError } from '../start-error';
import { type AsOperator, call, type WithKey } from './api';
import { connectProvider } from './connect-provider';
import { addKeys, addMerchants, issueEncryptionKey, openAccount } from './demo-account';
import { demoCards } from './demo-cards';
import { demoPayments } from './demo-payments';
import { importTokens } from './import-tokens';

export type DemoOptions = Addresses & {
  readonly operatorToken: string;
  readonly data: DataDirectory;
  readonly wanted: boolean;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
};

type Demo = NonNullable<LocalJson['demo']>;
/** Demos made by versions without a local provider have no URL of it. */
type DemoFile = Demo & { readonly provider_url?: string };

/**
 * Makes the demo account through the services' own HTTP APIs, once. Every step may be repeated (idempotency keys, or a look
 * at what is there), so a demo that was interrupted is carried on and not doubled. One that is there is told where the local
 * provider is, if that has changed, and is otherwise left as people have made it.
 */
export const createDemo = async (options: DemoOptions): Promise<Demo | null> => {
  const { data, wanted, providerUrl } = options;
  const file = data.at('demo.json');
  const remember = (demo: Demo): void => {
    const contents: DemoFile = { ...demo, provider_url: providerUrl };
    writePrivateFile(file, `${JSON.stringify(contents)}\n`);
  };
  if (existsSync(file)) {
    const { provider_url: earlierUrl = null, ...demo } = readDemo(file);
    if (wanted && earlierUrl !== providerUrl && (await reconnect(options, demo, earlierUrl))) remember(demo);
    return demo;
  }
  if (!wanted) return null;
  const demo = await makeDemo(options);
  remember(demo);
  return demo;
};

const makeDemo = async (options: DemoOptions): Promise<Demo> => {
  const began = performance.now();
  const accountId = await openAccount(asOperator(options, null));
  const operator = asOperator(options, accountId);
  const merchantIds = await addMerchants(operator);
  await connectProvider(operator, merchantIds, { providerUrl: options.providerUrl, earlierUrl: null });
  await issueEncryptionKey(operator, merchantIds[0] ?? '');
  await addKeys(operator, merchantIds);
  const cards = demoCards(merchantIds, new Date().getUTCFullYear());
  await importTokens({ operator, withKey: withKey(options), cards, payments: demoPayments(cards) });
  options.say(`  demo account with ${cards.length} tokens, in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return { account_id: accountId, merchant_ids: merchantIds };
};

/** What people have made of the account may stand in the way; that is no reason not to start. */
const reconnect = async (options: DemoOptions, demo: Demo, earlierUrl: string | null): Promise<boolean> => {
  const { providerUrl, say } = options;
  try {
    await connectProvider(asOperator(options, demo.account_id), demo.merchant_ids, { providerUrl, earlierUrl });
    return true;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    say('  the demo account cannot be changed to forward to the local provider');
    return false;
  }
};

const readDemo = (file: string): DemoFile => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoFile; // our own file
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
  ({ commerceUrl, signal }: DemoOptions): WithKey =>
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
