import { type Account, type Person } from '../stage/account';
import { type Scene } from '../stage/scene';

export type NorthernTrade = {
  readonly account: Account;
  readonly owner: Person;
  readonly viewer: Person;
  /** Of its keys, the one whose scope is partly gone. */
  readonly reducedKeyId: string;
};

/** An account that has something of everything that a page can show. */
export const northernTrade = async ({ openAccount }: Pick<Scene, 'openAccount'>): Promise<NorthernTrade> => {
  const account = await openAccount('ecosystem', 'Northern Trade');
  const { id, operator } = account;
  const [owner, viewer] = [
    await account.addUser('owner', 'Ada Winter'),
    await account.addUser('viewer', 'Grace Field'),
  ];
  await account.addUser('admin', 'Noor Haddad');
  await account.invite('viewer', `lin-${id.slice(0, 8)}@people.example`);
  const books = await operator.addMerchant(id, 'North Books', { company_city: 'Hamburg', country_code: 'DE' });
  const coffee = await operator.addMerchant(id, 'Harbour Coffee', { company_city: 'Lisbon', country_code: 'PT' });
  const outdoor = await operator.addMerchant(id, 'Peak Outdoor', { company_city: 'Denver', country_code: 'US' });
  await operator.allowDestinations(id, [
    { host: 'api.psp.example', path_prefixes: ['/v1/payments'], methods: ['POST'] },
  ]);
  const key = (label: string, merchants?: string[], features: string[] = []) =>
    operator.makeKey(id, merchants && { merchant_ids: merchants, features }, label);
  const migration = await key('Migration 2025');
  await operator.revoke(id, migration.id);
  await key('Order backend');
  await key('Reporting', [books, coffee, outdoor], ['tokens.list', 'tokens.read', 'payment-data.list']);
  const reduced = await key('Checkout US', [coffee, outdoor], ['tokens.read', 'cardholder-data.forward']);
  await key('Checkout EU', [books, coffee], ['tokens.list', 'payment-data.forward']);
  await operator.removeMerchant(id, outdoor);
  return { account, owner, viewer, reducedKeyId: reduced.id };
};
