import type { Classifier } from '@latchkey/platform';
import type { CallerKind } from './caller';

/**
 * `own`: the key that `:id` names must be the calling one. `fresh`: the password must have been given a short time ago.
 * Else the classifier of the refusal.
 */
export type Right =
  | 'allow'
  | 'own'
  | 'fresh'
  | Extract<
      Classifier,
      'missing_api_key' | 'session_required' | 'feature_not_in_scope' | 'role_forbids' | 'operator_required'
    >;

export interface RouteRights {
  /**
   * `account`: an operator must say which one. `installation`: it needs none. `caller`: it is about the calling key, or
   * about the user who is signed in. `visitor`: nobody is asked who they are; `dashboard`: nor here, but only the
   * dashboard's own pages may send it.
   */
  readonly about: 'account' | 'installation' | 'caller' | 'visitor' | 'dashboard';
  readonly rights: Readonly<Record<CallerKind, Right>>;
}

const keys = (unscoped: Right, scoped: Right) => ({ unscoped_key: unscoped, scoped_key: scoped });
const users = (owner: Right, admin: Right, viewer: Right) => ({ owner, admin, viewer });
const noKey = keys('session_required', 'session_required');
const ANYBODY = { operator: 'allow', ...keys('allow', 'allow'), ...users('allow', 'allow', 'allow') } as const;

/**
 * Who may call what: the only place where that is decided, but for a merchant's `payment_forward_url` (see
 * `requireMayDirectForwards`). A route that is missing here answers nobody.
 *
 * No key may make keys or open destinations, for a leaked one must not lead to another: `session_required`. What an
 * unscoped key may do and a scoped one may not is `feature_not_in_scope`.
 */
export const RIGHTS: Readonly<Record<string, RouteRights>> = {
  ...routes(
    'installation',
    { operator: 'allow', ...noKey, ...users('operator_required', 'operator_required', 'operator_required') },
    [
      'POST /accounts',
      'GET /accounts',
      'GET /accounts/:id',
      'PUT /accounts/:id/operating-model',
      'POST /accounts/:id/invitations',
      'GET /accounts/:id/users',
      'POST /accounts/:id/users/:user_id/password-resets',
    ],
  ),
  ...routes(
    'account',
    { operator: 'allow', ...keys('allow', 'feature_not_in_scope'), ...users('allow', 'allow', 'allow') },
    [
      'GET /merchants',
      'GET /merchants/:id',
      'GET /destinations',
      'GET /api-keys',
      'GET /api-keys/:id',
      'GET /api-keys/:id/history',
      'GET /audit/history',
      'GET /audit/as-of',
      'GET /audit/who-could',
      'GET /audit/timeline',
      'GET /audit/seals',
      'GET /audit/proofs/:event',
    ],
  ),
  ...routes('account', { operator: 'allow', ...noKey, ...users('allow', 'allow', 'role_forbids') }, [
    'POST /merchants',
    'PATCH /merchants/:id',
    'DELETE /merchants/:id',
    'PATCH /api-keys/:id',
  ]),
  ...routes('account', { operator: 'allow', ...noKey, ...users('fresh', 'fresh', 'role_forbids') }, ['POST /api-keys']),
  ...routes(
    'account',
    { operator: 'allow', ...keys('own', 'feature_not_in_scope'), ...users('allow', 'allow', 'role_forbids') },
    ['DELETE /api-keys/:id'],
  ),
  ...routes('account', { operator: 'allow', ...noKey, ...users('allow', 'role_forbids', 'role_forbids') }, [
    'POST /merchants/:id/encryption-key',
    'PUT /destinations',
    'PATCH /users/:id',
    'DELETE /users/:id',
    'POST /invitations',
    'DELETE /invitations/:id',
  ]),
  // Names and addresses of people are for people.
  ...routes('account', { operator: 'allow', ...noKey, ...users('allow', 'allow', 'allow') }, [
    'GET /users',
    'GET /invitations',
  ]),
  ...routes(
    'caller',
    {
      operator: 'missing_api_key',
      ...keys('allow', 'allow'),
      ...users('missing_api_key', 'missing_api_key', 'missing_api_key'),
    },
    ['GET /api-key', 'DELETE /api-key'],
  ),
  ...routes('caller', { operator: 'session_required', ...noKey, ...users('allow', 'allow', 'allow') }, [
    'GET /session',
    'DELETE /session',
    'DELETE /sessions',
    'POST /session/confirm',
    'PUT /session/password',
  ]),
  ...routes('dashboard', ANYBODY, ['POST /session', 'POST /invitations/accept', 'POST /password-resets/accept']),
  ...routes('visitor', ANYBODY, ['POST /one-time-links/look-up']),
};

function routes(
  about: RouteRights['about'],
  rights: RouteRights['rights'],
  names: readonly string[],
): Record<string, RouteRights> {
  return Object.fromEntries(names.map((name) => [name, { about, rights }]));
}
