/** Words that several pages share. */
export const uiText = {
  product: 'Latchkey',
  documentTitle: (page: string) => `${page} · Latchkey`,
  loading: 'Loading…',
  retry: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  saving: 'Saving…',
  close: 'Close',
  justNow: 'just now',
  list: { and: 'and', or: 'or', more: (count: number) => `${count} more` },
  notFound: {
    title: 'There is no such page',
    body: 'The address may be old or mistyped.',
    back: 'Go to API Keys',
  },
  failed: {
    title: 'This page could not be shown',
  },
};
