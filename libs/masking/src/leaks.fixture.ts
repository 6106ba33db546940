import type { Injected } from './injected';

/**
 * Whether a secret can be read from `body`: an independent reader, which decodes with regular expressions as a person with a
 * debugger would, takes its time, and shares nothing with the code under test.
 */
export const leaks = (body: Buffer, secret: Injected): boolean => shows(body, secret, hasNumber);

/** The same, and whether there is what may be a part of a number, or of one that nobody can tell from it. */
export const mayLeak = (body: Buffer, secret: Injected): boolean => shows(body, secret, mayHaveNumber);

function shows(body: Buffer, { kind, value }: Injected, has: typeof hasNumber): boolean {
  const raw = body.toString('latin1');
  const views = [raw, unescaped(raw), withPlainSpaces(raw)];
  const base64 = views.flatMap((view) => view.replace(/[\r\n]/g, '').match(/[A-Za-z0-9+/_-]{8,}/g) ?? []);
  const decoded = base64.flatMap((run) =>
    [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')),
  );
  if (kind === 'security_code')
    return views.some((view) => hasCode(view, value)) || decoded.some((view) => isCodeInText(view, value));
  const all = [...views, ...decoded, ...decoded.map(unescaped)];
  return all.some((view) => (kind === 'cryptogram' ? hasCryptogram(view, value) : has(view, value)));
}

// No two alternatives begin alike (a no-break space is white space), or looking for what is not there takes seconds.
const SEPARATOR = '(?:\\s|[-.+\\xad]|\\xc2[\\xa0\\xad]|\\xe2\\x80[\\x80-\\x95\\xaf]){0,3}';

function hasNumber(view: string, value: string): boolean {
  return new RegExp([...value].join(SEPARATOR)).test(view);
}

/** First digits with another behind them, or last ones with four before them. */
function mayHaveNumber(view: string, value: string): boolean {
  const first = value.slice(0, value.length >= 16 ? 8 : 6).replace(/^0+/, '');
  const parts = [['\\d', '\\d', '\\d', '\\d', ...value.slice(-4)], ...(first.length >= 6 ? [[...first, '\\d']] : [])];
  return parts.some((digits) => new RegExp(digits.join(SEPARATOR)).test(view));
}

function hasCryptogram(view: string, value: string): boolean {
  const plain = (text: string) => text.replace(/[- ]/g, '+').replace(/_/g, '/').replace(/=/g, '');
  const hex = Buffer.from(value, 'base64').toString('hex');
  return plain(view).includes(plain(value)) || view.toLowerCase().includes(hex);
}

function hasCode(view: string, value: string): boolean {
  const base64 = Buffer.from(value).toString('base64').replace(/=/g, '');
  const forms = [value, base64, [...value].join('(?: |-|\\+|\\xc2?\\xa0)')].join('|');
  return new RegExp(`(?<![0-9A-Za-z])(?:${forms})(?![0-9A-Za-z])`).test(view);
}

function isCodeInText(view: string, value: string): boolean {
  return new RegExp(`[ -~]{4}(?<![0-9A-Za-z])${value}(?![0-9A-Za-z])(?:[ -~]{4}|$)`).test(view);
}

const withPlainSpaces = (view: string) => view.replace(/%20/g, ' ');

function unescaped(view: string): string {
  const character = (code: number) => (code === 0x2013 ? '-' : code < 256 ? String.fromCharCode(code) : '?');
  return view
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/\\+u([0-9a-f]{4})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/\\+\//g, '/')
    .replace(/\\+[nrt]/g, '\n')
    .replace(/&#(\d+);/g, (_, decimal: string) => character(Number(decimal)))
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/&shy;/g, '\u00ad');
}
