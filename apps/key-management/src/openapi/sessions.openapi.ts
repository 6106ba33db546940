import { FEATURES, OPERATING_MODELS } from '@latchkey/accounts-domain';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../passwords/good-password';
import { objectSchema, operation, schemaRef, time, uuid } from './operation';

export const newPassword = {
  type: 'string',
  minLength: MIN_PASSWORD_LENGTH,
  maxLength: MAX_PASSWORD_LENGTH,
  description: 'Not the e-mail address, and none of those that are tried first.',
  writeOnly: true,
};
const password = { type: 'string', maxLength: 1_000, writeOnly: true };

export const sessionSchemas = {
  Session: objectSchema({
    user: schemaRef('User'),
    account: objectSchema({
      id: uuid,
      name: { type: 'string' },
      operating_model: { type: 'string', enum: OPERATING_MODELS },
      allows: objectSchema({
        scoped_keys: { type: 'boolean' },
        features: {
          type: 'array',
          items: { type: 'string', enum: FEATURES },
          description: 'What a scoped key may hold.',
        },
        many_merchants: { type: 'boolean' },
      }),
    }),
    mode: { type: 'string', enum: ['live', 'test'] },
    signed_in_at: time,
    confirmed_at: { ...time, description: 'When the password was last given.' },
    fresh_until: { ...time, description: 'Until then a key can be created without giving it again.' },
    idle_expires_at: {
      ...time,
      description:
        'When it ends if nothing is done. Written at most once a minute; this call itself counts for nothing.',
    },
    expires_at: { ...time, description: 'When it ends whatever is done.' },
  }),
  SignIn: objectSchema({
    email: { type: 'string', maxLength: 1_000, examples: ['owner@acme.example', 'nobody@acme.example'] },
    password: { ...password, examples: ['not a real password', 'neither is this one'] },
  }),
  ConfirmPassword: objectSchema({ password: { ...password, examples: ['not a real password'] } }),
  ChangePassword: objectSchema({
    current_password: { ...password, examples: ['not a real password'] },
    new_password: newPassword,
  }),
  Nothing: objectSchema({}),
};

const own = { tag: 'Session', callers: ['session'], aside: true } as const;
const session = { status: 200, schema: 'Session', cookie: true } as const;
const over = { status: 200, schema: 'Nothing', cookie: true } as const;
const AGAIN = 'Needs no idempotency key: what a repetition does is done anew.';

export const sessionPaths = {
  '/session': {
    post: operation({
      tag: 'Session',
      aside: true,
      summary: 'Sign in',
      description: `An unknown address, a wrong password and a user who was removed are answered alike. ${AGAIN} Only for pages of the dashboard’s own origin.`,
      callers: [],
      kind: 'write',
      body: 'SignIn',
      answer: session,
      problems: ['sign_in_failed', 'origin_forbidden', 'too_many_requests', 'not_found'],
    }),
    get: operation({
      ...own,
      summary: 'Read the session',
      kind: 'read',
      answer: { status: 200, schema: 'Session' },
      problems: ['not_found'],
    }),
    delete: operation({ ...own, summary: 'Sign out here', kind: 'write', answer: over }),
  },
  '/sessions': {
    delete: operation({
      ...own,
      summary: 'Sign out everywhere',
      description: 'Ends every session of the user, on every replica, at once.',
      kind: 'write',
      answer: over,
    }),
  },
  '/session/confirm': {
    post: operation({
      ...own,
      summary: 'Give the password again',
      description: `The session gets another id and is fresh; it does not live longer. ${AGAIN}`,
      kind: 'write',
      body: 'ConfirmPassword',
      answer: session,
      problems: ['wrong_password', 'too_many_requests', 'not_found'],
    }),
  },
  '/session/password': {
    put: operation({
      ...own,
      summary: 'Change the password',
      description: 'Ends every other session of the user. This one gets another id and is fresh.',
      kind: 'write',
      body: 'ChangePassword',
      answer: session,
      problems: ['wrong_password', 'too_many_requests', 'not_found'],
    }),
  },
};
