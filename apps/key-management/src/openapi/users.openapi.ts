import { ROLES } from '../users/role';
import {
  idParameter,
  listParameters,
  listSchema,
  objectSchema,
  operation,
  orNull,
  queryParameter,
  schemaRef,
  time,
  uuid,
} from './operation';
import { newPassword } from './sessions.openapi';

const email = { type: 'string', maxLength: 254 } as const;
const newEmail = { ...email, examples: ['ada@acme.example', 'bob@acme.example', 'eve@acme.example'] };
const role = { type: 'string', enum: ROLES } as const;
const name = { type: 'string', description: '1 to 100 characters, no control characters, nothing secret.' } as const;
const token = { type: 'string', maxLength: 1_000, description: 'What follows `#` in the link.', writeOnly: true };
const link = {
  type: ['string', 'null'],
  description: 'Works once. In this answer alone; null when it is repeated.',
};
const linkUnavailable = { const: true, description: 'Only with `link: null`. Ask for another one.' };

const INVITATION = {
  id: uuid,
  email,
  role,
  created_at: time,
  expires_at: time,
  created_by: schemaRef('Actor'),
};

export const userSchemas = {
  User: objectSchema({
    id: uuid,
    email,
    name: { type: 'string' },
    role,
    created_at: time,
    last_signed_in_at: orNull(time),
    removed_at: orNull(time),
  }),
  UserList: listSchema('User'),
  ChangeUser: {
    ...objectSchema({ name: { ...name, minLength: 1, examples: ['Ada'] }, role }, ['name', 'role']),
    description: 'Members that are absent stay as they are.',
  },
  Invitation: objectSchema(INVITATION),
  InvitationList: listSchema('Invitation'),
  MadeInvitation: objectSchema({ ...INVITATION, link, link_unavailable: linkUnavailable }, ['link_unavailable']),
  Invite: objectSchema({ email: newEmail, role }),
  InviteToAccount: objectSchema(
    { email: newEmail, role: { type: ['string', 'null'], enum: [...ROLES, null], default: 'owner' } },
    ['role'],
  ),
  MadePasswordReset: objectSchema({ link, expires_at: time, link_unavailable: linkUnavailable }, ['link_unavailable']),
  OneTimeToken: objectSchema({ token }),
  OneTimeLink: objectSchema({
    kind: { type: 'string', enum: ['invitation', 'password_reset'] },
    email,
    account_name: { type: 'string' },
    role,
    expires_at: time,
  }),
  AcceptInvitation: objectSchema({ token, name: { ...name, minLength: 1, examples: ['Ada'] }, password: newPassword }),
  AcceptPasswordReset: objectSchema({ token, password: newPassword }),
};

const common = { tag: 'Users', aside: true } as const;
const aboutAccount = { ...common, aboutAccount: true, callers: ['operator', 'session'] } as const;
const ofOperator = { ...common, callers: ['operator'] } as const;
const ofVisitor = { tag: 'One-time links', aside: true, callers: [] } as const;
const madeInvitation = { status: 201, schema: 'MadeInvitation', location: false } as const;
const signedIn = { status: 200, schema: 'Session', cookie: true } as const;
const GOOD_ONCE = 'Needs no idempotency key: the token is good once. Only for pages of the dashboard’s own origin.';
const INVITING =
  'The link is good for 7 days; an earlier one for the same address in the account is good no more. ' +
  'That the address belongs to a user of another account is not told; accepting is then 409.';

const userListParameters = [
  ...listParameters(['created_at']),
  queryParameter(
    'status',
    { type: 'string', enum: ['active', 'removed', 'all'], default: 'active' },
    'Several values are separated by commas.',
  ),
];

export const userPaths = {
  '/users': {
    get: operation({
      ...aboutAccount,
      summary: 'List users',
      kind: 'read',
      parameters: userListParameters,
      answer: { status: 200, schema: 'UserList' },
    }),
  },
  '/users/{id}': {
    patch: operation({
      ...aboutAccount,
      summary: 'Change a user’s name or role',
      description:
        'An owner’s. Counts from their next request on. Who is no owner any more has no pending invitations.',
      kind: 'write',
      parameters: [idParameter('user')],
      body: 'ChangeUser',
      answer: { status: 200, schema: 'User' },
      problems: ['last_owner'],
    }),
    delete: operation({
      ...aboutAccount,
      summary: 'Remove a user',
      description:
        'An owner’s. Final; again is a success. Ends their sessions at once, withdraws their invitations and frees the address.',
      kind: 'write',
      parameters: [idParameter('user')],
      answer: { status: 200, schema: 'User' },
      problems: ['last_owner'],
    }),
  },
  '/invitations': {
    post: operation({
      ...aboutAccount,
      summary: 'Invite somebody to the account',
      description: `An owner’s. ${INVITING}`,
      kind: 'create',
      body: 'Invite',
      answer: madeInvitation,
      problems: ['conflict'],
    }),
    get: operation({
      ...aboutAccount,
      summary: 'List pending invitations',
      kind: 'read',
      parameters: listParameters(['created_at']),
      answer: { status: 200, schema: 'InvitationList' },
    }),
  },
  '/invitations/{id}': {
    delete: operation({
      ...aboutAccount,
      summary: 'Withdraw an invitation',
      description: 'An owner’s.',
      kind: 'write',
      parameters: [idParameter('invitation')],
      answer: { status: 200, schema: 'Invitation' },
    }),
  },
  '/accounts/{id}/invitations': {
    post: operation({
      ...ofOperator,
      summary: 'Invite somebody to an account',
      description: `How an account gets its first owner. ${INVITING}`,
      kind: 'create',
      parameters: [idParameter('account')],
      body: 'InviteToAccount',
      answer: madeInvitation,
      problems: ['conflict'],
    }),
  },
  '/accounts/{id}/users': {
    get: operation({
      ...ofOperator,
      summary: 'List an account’s users',
      kind: 'read',
      parameters: [idParameter('account'), ...userListParameters],
      answer: { status: 200, schema: 'UserList' },
    }),
  },
  '/accounts/{id}/users/{user_id}/password-resets': {
    post: operation({
      ...ofOperator,
      summary: 'Make a link by which a user chooses another password',
      description:
        'Good for an hour; until it is used the password stays. An earlier one is good no more. The body is empty or `{}`.',
      kind: 'create',
      parameters: [idParameter('account'), idParameter('user', 'user_id')],
      answer: { status: 201, schema: 'MadePasswordReset', location: false },
      problems: ['malformed_body', 'payload_too_large', 'unsupported_media_type', 'validation_failed', 'conflict'],
    }),
  },
  '/one-time-links/look-up': {
    post: operation({
      ...ofVisitor,
      summary: 'Read what a one-time link is for',
      description: 'Changes nothing. One that is unknown, used, withdrawn or too old is 404 alike.',
      kind: 'read',
      body: 'OneTimeToken',
      answer: { status: 200, schema: 'OneTimeLink' },
      problems: ['not_found', 'too_many_requests'],
    }),
  },
  '/invitations/accept': {
    post: operation({
      ...ofVisitor,
      summary: 'Accept an invitation',
      description: `Makes the user and signs them in. ${GOOD_ONCE}`,
      kind: 'write',
      body: 'AcceptInvitation',
      answer: signedIn,
      problems: ['origin_forbidden', 'not_found', 'too_many_requests', 'conflict'],
    }),
  },
  '/password-resets/accept': {
    post: operation({
      ...ofVisitor,
      summary: 'Choose another password',
      description: `Ends every session of the user and signs them in. ${GOOD_ONCE}`,
      kind: 'write',
      body: 'AcceptPasswordReset',
      answer: signedIn,
      problems: ['origin_forbidden', 'not_found', 'too_many_requests'],
    }),
  },
};
