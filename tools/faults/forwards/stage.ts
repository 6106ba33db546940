import { openAccount, type Local } from '../../operator/operator';
import { storeCard } from '../../operator/store-card';

/** An account whose keys may forward its cards to the destination. */
export interface Stage {
  readonly accountId: string;
  readonly keys: readonly string[];
  readonly tokens: readonly string[];
}

/** Published test numbers, so that each token's card is another. */
const CARDS = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '3530111333300000'];

export async function setStage(local: Local, destinationPort: number): Promise<Stage> {
  const operator = await openAccount(local, 'Faults');
  await operator.allowDestinations([{ host: 'localhost', ports: [destinationPort], insecure_loopback: true }]);
  const first = await operator.makeKey();
  const second = await operator.makeKey();
  const tokens: string[] = [];
  for (const account_number of CARDS) {
    tokens.push(await storeCard(local, { ...first, position: second.position }, { account_number }));
  }
  return { accountId: operator.accountId, keys: [first.secret, second.secret], tokens };
}
