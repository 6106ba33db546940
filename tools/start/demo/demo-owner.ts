import { StartError } from '../start-error';
import { type Answer, type AsOperator, type AsVisitor, dataOf } from './api';

export type OwnerWanted = {
  readonly operator: AsOperator;
  readonly visitor: AsVisitor;
  readonly accountId: string;
  readonly password: string;
};

const NAME = 'Demo Owner';

/**
 * Lets somebody sign in to the account as its owner, with the password: makes a user, or gives the one that is there this
 * password. Answers their e-mail address. May be repeated.
 */
export const ensureDemoOwner = async (wanted: OwnerWanted): Promise<string> => {
  const { operator, accountId } = wanted;
  const [first, second] = ['owner@demo.example', `owner-${accountId.slice(0, 8)}@demo.example`] as const;
  const users = dataOf(await operator({ method: 'GET', path: `/accounts/${accountId}/users?limit=500` }));
  const known = users.find(({ email, removed_at }) => removed_at === null && (email === first || email === second));
  if (known) return giveAnother(wanted, { id: String(known['id']), email: String(known['email']) });
  try {
    return await invite(wanted, first);
  } catch (error) {
    // Of an earlier demo account, perhaps, whose file was deleted.
    if (!(error instanceof StartError)) throw error;
    return invite(wanted, second);
  }
};

const invite = async ({ operator, visitor, accountId, password }: OwnerWanted, email: string): Promise<string> => {
  const body = { email, role: 'owner' };
  const invited = await operator({ method: 'POST', path: `/accounts/${accountId}/invitations`, body });
  await visitor({ path: '/invitations/accept', body: { token: tokenOf(invited), name: NAME, password } });
  return email;
};

const giveAnother = async (
  { operator, visitor, accountId, password }: OwnerWanted,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<string> => {
  const issued = await operator({ method: 'POST', path: `/accounts/${accountId}/users/${id}/password-resets` });
  await visitor({ path: '/password-resets/accept', body: { token: tokenOf(issued), password } });
  return email;
};

const tokenOf = ({ body }: Answer): string => new URL(String(body['link'])).hash.slice(1);
