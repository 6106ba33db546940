/** Nothing inline, nothing evaluated, nothing from elsewhere; nobody may frame a page, and it posts no forms. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What no page of ours uses; copying to the clipboard is left to it. */
const UNUSED = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

const TWO_YEARS_S = 63_072_000;

/** Of each page of the dashboard, over the headers that every answer has. Once seen over https, it is never asked for without. */
export const pageHeaders = (dashboardUrl: string | undefined): Readonly<Record<string, string>> => ({
  ...PAGE_HEADERS,
  ...(dashboardUrl?.startsWith('https:') ? { 'strict-transport-security': `max-age=${TWO_YEARS_S}` } : {}),
});

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // Kept, but asked for again each time: after an upgrade its scripts have other names.
  'cache-control': 'no-cache',
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': UNUSED.map((name) => `${name}=()`).join(', '),
  // For browsers that do not know frame-ancestors.
  'x-frame-options': 'DENY',
} as const;
