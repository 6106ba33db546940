/** Runs in the page: everything that it has and keeps, by place. */
export const collectInPage = async (): Promise<Record<string, unknown>> => {
  const textOf = (root: Document | ShadowRoot): string =>
    [...root.querySelectorAll('*')]
      .flatMap((element) => [
        ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
        ...[...element.childNodes].filter((node) => !(node instanceof Element)).map((node) => node.nodeValue ?? ''),
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : '',
        element.shadowRoot ? textOf(element.shadowRoot) : '',
      ])
      .join('\n');

  const rowsOf = async ({ name }: IDBDatabaseInfo): Promise<unknown> => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name ?? '');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const stores = [...database.objectStoreNames];
    const all = stores.map(
      (store) =>
        new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        }),
    );
    return { name, stores, rows: await Promise.all(all) };
  };

  const cached = async (name: string): Promise<unknown> => {
    const cache = await caches.open(name);
    const answers = await cache.matchAll();
    return {
      name,
      keys: (await cache.keys()).map(({ url }) => url),
      texts: await Promise.all(answers.map((answer) => answer.text())),
    };
  };

  return {
    page: textOf(document),
    title: document.title,
    address: location.href,
    'state of the address': history.state as unknown,
    'name of the window': window.name,
    'local storage': { ...localStorage },
    'session storage': { ...sessionStorage },
    databases: await Promise.all((await indexedDB.databases()).map(rowsOf)),
    caches: await Promise.all((await caches.keys()).map(cached)),
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    'list of what was loaded': performance.getEntries().map(({ name }) => name),
  };
};
