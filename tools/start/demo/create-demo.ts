import { existsSync, readFileSync } from 'node:fs';
import { type DataDirectory } from '../data-directory';
import { type LocalJson } from '../local-json';
import { writePrivateFile } from '../private-file';
import { type Addresses } from '../services';
import { StartError } from '../start-error';
import { asOperator, asVisitor, withKey } from './callers';
import { connectProvider } from './connect-provider';
import { addKeys, addMerchants, issueEncryptionKey, openAccount } from './demo-account';
import { demoCards } from './demo-cards';
import { ensureDemoOwner } from './demo-owner';
import { keepDemoPassword, newDemoPassword, readDemoPassword } from './demo-password';
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
/** Demos made by earlier versions have no local provider, or nobody who signs in. The password has a file of its own. */
type DemoFile = Omit<Demo, 'password'> & { readonly provider_url?: string };

/**
 * Makes the demo account through the services' own HTTP APIs, once. Every step may be repeated (idempotency keys, or a look
 * at what is there), so a demo that was interrupted is carried on and not doubled. One that is there is told where the local
 * provider is, if that has changed, is given an owner if it had none, and is otherwise left as people have made it.
 */
export const createDemo = async (options: DemoOptions): Promise<Demo | null> => {
  const { data, wanted } = options;
  const file = data.at('demo.json');
  const kept = existsSync(file) ? readDemo(file) : null;
  if (!wanted) return kept && shown(kept, data);
  const demo = kept ? await bringUpToDate(options, kept) : await makeDemo(options);
  if (demo !== kept) writePrivateFile(file, `${JSON.stringify(demo)}\n`);
  return shown(demo, data);
};

const shown = ({ account_id, merchant_ids, email }: DemoFile, data: DataDirectory): Demo => {
  const password = readDemoPassword(data);
  return { account_id, merchant_ids, ...(email !== undefined && password !== null ? { email, password } : {}) };
};

const makeDemo = async (options: DemoOptions): Promise<DemoFile> => {
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
  const email = await makeOwner(options, accountId);
  return { account_id: accountId, merchant_ids: merchantIds, provider_url: options.providerUrl, email };
};

const bringUpToDate = async (options: DemoOptions, demo: DemoFile): Promise<DemoFile> => {
  const { data, providerUrl, say } = options;
  const { account_id: accountId, merchant_ids: merchantIds, provider_url: earlierUrl = null } = demo;
  let current = demo;
  if (earlierUrl !== providerUrl) {
    const connection = { providerUrl, earlierUrl };
    const connected = await ifPossible(() => connectProvider(asOperator(options, accountId), merchantIds, connection));
    if (connected.done) current = { ...current, provider_url: providerUrl };
    else say('  the demo account cannot be changed to forward to the local provider');
  }
  if (demo.email === undefined || readDemoPassword(data) === null) {
    const made = await ifPossible(() => makeOwner(options, accountId));
    if (made.done) current = { ...current, email: made.result };
    else say('  nobody can be made who signs in to the demo account');
  }
  return current;
};

const makeOwner = async (options: DemoOptions, accountId: string): Promise<string> => {
  const password = readDemoPassword(options.data) ?? newDemoPassword();
  const operator = asOperator(options, accountId);
  const email = await ensureDemoOwner({ operator, visitor: asVisitor(options), accountId, password });
  keepDemoPassword(options.data, password);
  return email;
};

/** What people have made of the account may stand in the way; that is no reason not to start. */
const ifPossible = async <T>(
  change: () => Promise<T>,
): Promise<{ readonly done: true; readonly result: T } | { readonly done: false }> => {
  try {
    return { done: true, result: await change() };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return { done: false };
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
