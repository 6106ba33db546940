import { type Role } from '../../session/session.types';

const can: Readonly<Record<Role, string>> = {
  owner: 'An owner can do everything in the account.',
  admin: 'An admin manages keys and merchants.',
  viewer: 'A viewer can look at everything and change nothing.',
};

export const invitationText = {
  title: (account: string | null) => (account === null ? 'Invitation' : `Join ${account}`),
  intro: (role: Role) => `You are invited as ${role}. ${can[role]}`,
  name: 'Your name',
  nameHint: 'The others in the account see it beside what you do.',
  submit: 'Accept invitation',
  submitting: 'Accepting…',
  conflict: 'There is a user with this e-mail already. Sign in with it, or ask for an invitation to another e-mail.',
};
