export const apiKeyText = {
  back: 'API Keys',
  title: 'API key',
  loading: 'Loading the key…',
  notFound: {
    title: 'There is no such key',
    body: 'It may belong to another account, or the address is mistyped.',
  },
  facts: {
    title: 'About this key',
    display: 'Key',
    status: 'Status',
    created: 'Created',
    lastUsed: 'Last used',
    revoked: 'Revoked',
    replaces: 'Replaces',
    replacedBy: 'Replaced by',
    id: 'ID',
    copyId: 'Copy ID',
    by: 'by',
  },
  scope: {
    title: 'What it can do',
    revoked: 'What it could do',
    whole: {
      intro: 'The whole account: every merchant, every endpoint of the commerce API.',
      can: [
        'Store cards, read, list and delete tokens of every merchant, and those that are shared',
        'Prepare, list and forward payment data',
        'Forward card data to the account’s allowed destinations',
        'Read the account’s merchants, destinations and keys, and revoke itself',
      ],
      cannot:
        'It cannot create or rename keys, nor change merchants, destinations or users: that takes a person who is signed in.',
    },
    intro: (merchants: string, features: string) => `${merchants} · ${features}.`,
    cannot: 'It reaches nothing else: it cannot store or delete cards, nor prepare payment data.',
    matrix: 'Merchants and what the key can do for each',
    merchant: 'Merchant',
    removed: 'removed',
    unknown: 'A merchant',
    yes: 'Yes',
    no: 'No',
    notNow: 'Not now',
    notNowMeans:
      '“Not now”: it is in the key’s scope, but the merchant was removed or the account’s operating model does not allow it.',
  },
  replace: 'Make a replacement',
  danger: {
    title: 'Delete this key',
    body: 'Requests with it are refused from then on. It cannot be undone.',
    button: 'Delete API key',
  },
};
