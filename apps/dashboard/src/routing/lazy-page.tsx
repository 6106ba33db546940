import { type ComponentType, use } from 'react';

export interface LazyPage {
  (): React.ReactNode;
  /** Lets the router load the page before it is shown; what fails is tried again the next time. */
  readonly preload: () => Promise<void>;
}

/** A page whose code is loaded when it is first needed. The router's own would keep a mark in the browser's storage. */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let page: ComponentType | null = null;
  let loading: Promise<void> | null = null;
  const preload = (): Promise<void> => {
    loading ??= load().then(
      (loaded) => {
        page = loaded;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  const Lazy = () => {
    if (!page) use(preload());
    const Page = page;
    return Page && <Page />;
  };
  return Object.assign(Lazy, { preload });
}
