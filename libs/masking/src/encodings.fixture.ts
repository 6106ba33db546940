import type { Injected } from './injected';

export const CARD = { kind: 'card_number', value: '4111111111111111' } as const satisfies Injected;
export const CRYPTOGRAM = { kind: 'cryptogram', value: 'AgAAAAA/AIR8CQrXcIhb+QAAAAA=' } as const satisfies Injected;
export const CODE = { kind: 'security_code', value: '737' } as const satisfies Injected;

/** Published test numbers of every length, one of each as a network token. */
export const NUMBERS: readonly Injected[] = [
  CARD,
  { kind: 'card_number', value: '378282246310005' },
  { kind: 'card_number', value: '30569309025904' },
  { kind: 'card_number', value: '4222222222222' },
  { kind: 'card_number', value: '501800000009' },
  { kind: 'network_token', value: '6205500000000000004' },
  { kind: 'network_token', value: '5555555555554444' },
];

type Encoding = readonly [name: string, encode: (value: string) => string];

const each = (value: string, encode: (character: string) => string) => [...value].map(encode).join('');
const hexOf = (character: string) => character.charCodeAt(0).toString(16);
const inFours = (value: string) => value.match(/.{1,4}/g) ?? [];
const inFourSixFive = (value: string) => [value.slice(0, 4), value.slice(4, 10), value.slice(10)];
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const folded = (text: string) => text.replace(/.{8}/g, '$&\r\n');

const escaped: readonly Encoding[] = [
  ['plain', (value) => value],
  ['percent-encoded whole', (value) => each(value, (character) => `%${hexOf(character)}`)],
  ['percent-encoded in part', (value) => `%${hexOf(value[0] ?? '')}${value.slice(1)}`],
  ['JSON escapes', (value) => each(value, (character) => `\\u00${hexOf(character)}`)],
  ['JSON escapes within JSON', (value) => each(value, (character) => `\\\\u00${hexOf(character)}`)],
  ['decimal HTML references', (value) => each(value, (character) => `&#${character.charCodeAt(0)};`)],
  ['hexadecimal HTML references', (value) => each(value, (character) => `&#x${hexOf(character)};`)],
];

const withinBase64: readonly Encoding[] = [
  ['base64', base64],
  ['base64, second alignment', (value) => base64(`a${value}`)],
  ['base64, third alignment', (value) => base64(`ab${value}z`)],
  ['base64 without padding', (value) => base64(value).replace(/=/g, '')],
  ['base64url', (value) => Buffer.from(`\u00ff\u00fe${value}`).toString('base64url')],
  ['base64, percent-encoded', (value) => encodeURIComponent(base64(`>>>${value}???`))],
  ['base64 in JSON of PHP', (value) => base64(`>>>${value}???`).replace(/\//g, '\\/')],
  ['base64 behind a path', (value) => `/pay/${base64(value)}`],
  ['base64 in lines', (value) => folded(base64(value))],
  ['base64 of a JSON document', (value) => base64(JSON.stringify({ id: 'x', secret: value, more: [1] }))],
];

export const CARD_ENCODINGS: readonly Encoding[] = [
  ...escaped,
  ...withinBase64,
  ...[
    ' ',
    '-',
    '.',
    '\u00c2\u00a0',
    '\u00a0',
    '%20',
    '%2D',
    '+',
    '%C2%A0',
    '\\u00a0',
    '&nbsp;',
    '\u00e2\u0080\u0093',
    '\\u2013',
    '\u00c2\u00ad',
    '&shy;',
  ].flatMap((separator): Encoding[] => [
    [`fours between ${JSON.stringify(separator)}`, (value) => inFours(value).join(separator)],
    [`4-6-5 between ${JSON.stringify(separator)}`, (value) => inFourSixFive(value).join(separator)],
    [`digits between three ${JSON.stringify(separator)}`, (value) => [...value].join(separator.repeat(3))],
  ]),
  ['base64 of fours between spaces', (value) => base64(inFours(value).join(' '))],
  ['base64 of 4-6-5 between dashes', (value) => base64(inFourSixFive(value).join('-'))],
  ['within more digits', (value) => `99${value}00`],
  ['behind a percent sign', (value) => `%${value}`],
  ['behind \\u', (value) => `\\u${value}`],
  ['behind %25, percent-encoded spaces', (value) => `%${inFours(value).join('%20')}`],
];

export const CRYPTOGRAM_ENCODINGS: readonly Encoding[] = [
  ...escaped,
  ...withinBase64,
  ['URL-encoded', encodeURIComponent],
  [
    'URL-encoded, small letters',
    (value) => encodeURIComponent(value).replace(/%../g, (escape) => escape.toLowerCase()),
  ],
  ['base64url', (value) => value.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')],
  ['JSON of PHP', (value) => value.replace(/\//g, '\\/')],
  ['JSON of PHP within such', (value) => value.replace(/\//g, '\\\\\\/')],
  ['a form read without decoding its plus', (value) => value.replace(/\+/g, ' ')],
  ['without padding', (value) => value.replace(/=/g, '')],
  ['hex', (value) => Buffer.from(value, 'base64').toString('hex')],
  ['hex, capitals', (value) => Buffer.from(value, 'base64').toString('hex').toUpperCase()],
  ['behind a percent sign', (value) => `%${value}`],
];

export const CODE_ENCODINGS: readonly Encoding[] = [
  ...escaped,
  ...[' ', '-', '\u00c2\u00a0', '%20', '+', '%2D'].map((separator): Encoding => [
    `between ${JSON.stringify(separator)}`,
    (value) => [...value].join(separator),
  ]),
  ['behind a line end of JSON', (value) => `\\n${value}`],
  ['behind a percent-encoded line end', (value) => `%0A${value}`],
  ['behind a percent sign', (value) => `%25${value}`],
  ['base64', base64],
  ['base64 of a JSON document', (value) => base64(JSON.stringify({ id: 'x', secret: value, more: [1] }))],
  ['base64url of a form', (value) => Buffer.from(`id=x&secret=${value}&more=1`).toString('base64url')],
];

/** Bytes of every kind, none of them a digit or a letter; the same at every run. */
const NOISE = Buffer.from(
  Array.from({ length: 400 }, (_, i) => (i * 89 + (i >> 3) * 31) % 256).filter((byte) => byte > 0x7f || byte < 0x20),
).toString('latin1');

export const POSITIONS: readonly (readonly [name: string, before: string, after: string])[] = [
  ['alone', '', ''],
  ['at the start', '', ' is not accepted'],
  ['at the end', 'not accepted: ', ''],
  ['in a JSON string', '{"id": "tr_8", "value": "', '", "ok": false}'],
  ['in XML', '<?xml version="1.0"?><card><value>', '</value></card>'],
  ['in a form', 'id=tr&value=', '&ok=false'],
  ['in an HTML error page', '<html><body><h1>Bad request</h1><pre>value: ', '</pre></body></html>'],
  ['in bytes that are no text', NOISE, NOISE],
];
