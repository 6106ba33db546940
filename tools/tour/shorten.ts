const KEY = /lk_(?:live|test)_[0-9A-Za-z_]+/g;
const JWE = /eyJ[0-9A-Za-z_-]+(?:\.[0-9A-Za-z_-]+){4}/g;
/** None begins with 0, as padded counters do. */
const CARD_NUMBER = /(?<![0-9])[1-9][0-9]{12,18}(?![0-9])/g;

/** Keys as the dashboard shows them: enough to tell which, too little to use. */
export const shortenKeys = (text: string): string =>
  text.replace(KEY, (key) => (key.length < 40 ? key : `${key.slice(0, 14)}…${key.slice(-4)}`));

export const shortenToken = (token: string): string => `${token.slice(0, 4)}…`;

const MAX_LIST = 2;
const MAX_LINES = 60;

/** JSON for people: long lists cut, secrets shortened, indented. */
export const shortenBody = (body: unknown): string => {
  const short = JSON.stringify(body, (name, value: unknown) => shortenValue(name, value), 2) ?? '';
  const lines = short.split('\n');
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '…'].join('\n') : lines.join('\n');
};

const shortenValue = (name: string, value: unknown): unknown => {
  if (Array.isArray(value)) return cut(value);
  if (typeof value === 'number' && value >= 1e12) return shortenText(String(value));
  if (typeof value !== 'string') return value;
  if (value.startsWith('{{')) return value; // a placeholder stands for a secret and is none
  return (SECRETS[name] ?? shortenText)(value);
};

/** What no pattern can tell from other text, by the names that we and the tour's templates give it. */
const SECRETS: Readonly<Record<string, (value: string) => string>> = {
  key: shortenToken, // a merchant's encryption key
  security_code: (value) => value.replace(/[0-9]/g, '•'),
  cryptogram: (value) => (/^\*+$/.test(value) ? value : shortenToken(value)),
};

const shortenText = (text: string): string =>
  shortenKeys(text)
    .replace(JWE, (jwe) => `${jwe.slice(0, 12)}…${jwe.slice(-4)}`)
    .replace(CARD_NUMBER, (digits) => `${digits.slice(0, 6)}…${digits.slice(-4)}`);

const cut = (list: readonly unknown[]): unknown[] =>
  list.length > MAX_LIST && typeof list[0] === 'object'
    ? [...list.slice(0, MAX_LIST), `… and ${list.length - MAX_LIST} more`]
    : [...list];
