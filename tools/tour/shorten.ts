const KEY = /lk_(?:live|test)_[0-9A-Za-z_]+/g;

/** Keys as the dashboard shows them: enough to tell which, too little to use. */
export const shortenKeys = (text: string): string =>
  text.replace(KEY, (key) => (key.length < 40 ? key : `${key.slice(0, 14)}…${key.slice(-4)}`));

export const shortenToken = (token: string): string => `${token.slice(0, 4)}…`;

const MAX_LIST = 2;
const MAX_LINES = 60;

/** JSON for people: long lists cut, keys shortened, indented. */
export const shortenBody = (body: unknown): string => {
  const short = JSON.stringify(body, (_, value: unknown) => (Array.isArray(value) ? cut(value) : value), 2) ?? '';
  const lines = shortenKeys(short).split('\n');
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '…'].join('\n') : lines.join('\n');
};

const cut = (list: readonly unknown[]): unknown[] =>
  list.length > MAX_LIST && typeof list[0] === 'object'
    ? [...list.slice(0, MAX_LIST), `… and ${list.length - MAX_LIST} more`]
    : [...list];
