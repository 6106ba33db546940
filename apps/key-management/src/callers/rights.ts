import type { Classifier } from '@latchkey/platform';
import type { CallerKind } from './caller';

/** `own`: the key that `:id` names must be the calling one. Else the classifier of the refusal. */
export type Right =
  'allow' | 'own' | Extract<Classifier, 'missing_api_key' | 'session_required' | 'feature_not_in_scope'>;

export interface RouteRights {
  /** `account`: an operator must say which one. `installation`: it needs none. `caller`: it is about the calling key. */
  readonly about: 'account' | 'installation' | 'caller';
  readonly rights: Readonly<Record<CallerKind, Right>>;
}

/**
 * Who may call what: the only place where that is decided. A route that is missing here answers nobody.
 *
 * No key may make keys or open destinations, for a leaked one must not lead to another: `session_required`. What an
 * unscoped key may do and a scoped one may not is `feature_not_in_scope`.
 */
export const RIGHTS: Readonly<Record<string, RouteRights>> = {
  ...routes('installation', { operator: 'allow', unscoped_key: 'session_required', scoped_key: 'session_required' }, [
    'POST /accounts',
    'GET /accounts',
    'GET /accounts/:id',
    'PUT /accounts/:id/operating-model',
  ]),
  ...routes('account', { operator: 'allow', unscoped_key: 'allow', scoped_key: 'feature_not_in_scope' }, [
    'GET /merchants',
    'GET /merchants/:id',
    'GET /destinations',
    'GET /api-keys',
    'GET /api-keys/:id',
    'GET /api-keys/:id/history',
  ]),
  ...routes('account', { operator: 'allow', unscoped_key: 'session_required', scoped_key: 'session_required' }, [
    'POST /merchants',
    'PATCH /merchants/:id',
    'DELETE /merchants/:id',
    'POST /merchants/:id/encryption-key',
    'PUT /destinations',
    'POST /api-keys',
    'PATCH /api-keys/:id',
  ]),
  ...routes('account', { operator: 'allow', unscoped_key: 'own', scoped_key: 'feature_not_in_scope' }, [
    'DELETE /api-keys/:id',
  ]),
  ...routes('caller', { operator: 'missing_api_key', unscoped_key: 'allow', scoped_key: 'allow' }, [
    'GET /api-key',
    'DELETE /api-key',
  ]),
};

function routes(
  about: RouteRights['about'],
  rights: RouteRights['rights'],
  names: readonly string[],
): Record<string, RouteRights> {
  return Object.fromEntries(names.map((name) => [name, { about, rights }]));
}
