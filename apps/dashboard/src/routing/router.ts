import { createRouter } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { routeTree } from './routes';
import { FailedSettingsPage } from './failed.page';
import { scrollToTopOf } from './scroll-to-top';
import { parseSearch, stringifySearch } from './search';

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: FailedSettingsPage,
});

scrollToTopOf(router);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
