import { type AnyRouter, type RouterHistory } from '@tanstack/react-router';

/** A new page begins at its top; going back, the browser itself knows where one was. Nothing of it is stored. */
export function scrollToTopOf(router: Pick<AnyRouter, 'subscribe'> & { readonly history: RouterHistory }): void {
  let isNew = false;
  router.history.subscribe(({ action }) => {
    isNew = action.type === 'PUSH' || action.type === 'REPLACE';
  });
  router.subscribe('onRendered', ({ pathChanged }) => {
    if (pathChanged && isNew) scrollTo(0, 0);
  });
}
