import { isUuidV4 } from '@latchkey/accounts-domain';
import { type QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { isProblem } from '../api/send';
import { type KeysSearch, parseKeysSearch } from '../keys/keys-search';
import { keysQuery } from '../keys/keys.queries';
import { sessionQuery } from '../session/session.query';
import { Shell } from '../shell/shell';
import { Connecting } from './connecting';
import { FailedPage } from './failed.page';
import { lazyPage } from './lazy-page';
import { NotFoundPage, NotFoundSettingsPage } from './not-found.page';
import { RootLayout } from './root-layout';
import { onlyWhatIsParsed } from './search';

interface RouterContext {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: RootLayout,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/api-keys', replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  errorComponent: FailedPage,
  validateSearch: onlyWhatIsParsed(({ next }): { next?: string } =>
    typeof next === 'string' && next !== '' ? { next } : {},
  ),
  component: lazyPage(async () => (await import('../pages/sign-in/sign-in.page')).SignInPage),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  errorComponent: FailedPage,
  component: lazyPage(async () => (await import('../pages/invitation/invitation.page')).InvitationPage),
});

const passwordReset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset',
  errorComponent: FailedPage,
  component: lazyPage(async () => (await import('../pages/password-reset/password-reset.page')).PasswordResetPage),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: Shell,
  errorComponent: FailedPage,
  notFoundComponent: NotFoundSettingsPage,
  pendingComponent: Connecting,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (isProblem(error) && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
      throw error;
    }
  },
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/api-keys', replace: true });
  },
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  validateSearch: onlyWhatIsParsed<KeysSearch>(parseKeysSearch),
  loaderDeps: ({ search }) => search,
  // Asked for while the code of the page is on its way.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(keysQuery(deps)),
  component: lazyPage(async () => (await import('../pages/api-keys/api-keys.page')).ApiKeysPage),
});

const createApiKey = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys/new',
  validateSearch: onlyWhatIsParsed(({ replaces }): { replaces?: string } =>
    typeof replaces === 'string' && isUuidV4(replaces) ? { replaces } : {},
  ),
  component: lazyPage(async () => (await import('../pages/create-api-key/create-api-key.page')).CreateApiKeyPage),
});

const apiKey = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys/$id',
  component: lazyPage(async () => (await import('../pages/api-key/api-key.page')).ApiKeyPage),
});

const merchants = createRoute({
  getParentRoute: () => settings,
  path: '/merchants',
  component: lazyPage(async () => (await import('../pages/merchants/merchants.page')).MerchantsPage),
});

const destinations = createRoute({
  getParentRoute: () => settings,
  path: '/destinations',
  component: lazyPage(async () => (await import('../pages/destinations/destinations.page')).DestinationsPage),
});

const users = createRoute({
  getParentRoute: () => settings,
  path: '/users',
  component: lazyPage(async () => (await import('../pages/users/users.page')).UsersPage),
});

const account = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyPage(async () => (await import('../pages/account/account.page')).AccountPage),
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: '/profile',
  component: lazyPage(async () => (await import('../pages/profile/profile.page')).ProfilePage),
});

export const routeTree = root.addChildren([
  home,
  signIn,
  invitation,
  passwordReset,
  settings.addChildren([settingsHome, apiKeys, createApiKey, apiKey, merchants, destinations, users, account, profile]),
]);
