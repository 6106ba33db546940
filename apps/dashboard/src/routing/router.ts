import { createRouter } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { countPage } from '../ui/navigated';
import { routeTree } from './routes';
import { parseSearch, stringifySearch } from './search';

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

router.subscribe('onBeforeLoad', ({ pathChanged }) => pathChanged && countPage());

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
