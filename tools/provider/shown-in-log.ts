import { REDACTED, scrub } from '@latchkey/platform';

const MAX_MEMBERS = 50;
const MAX_DEPTH = 5;
const MAX_NAME = 64;

/** What tells nothing of a card: its name has to be known, for a cryptogram or security code looks like any other text. */
const HARMLESS = new Map([
  ['amount', /^[0-9]{1,12}$/],
  ['currency', /^[A-Z]{3}$/],
  ['currency_code', /^[A-Z]{3}$/],
]);

/** A body's members, with every value masked but amounts and currencies. */
export const shownInLog = (content: unknown, name = '', depth = 0): unknown => {
  if (content === null || typeof content === 'boolean') return content;
  if (typeof content !== 'object') return HARMLESS.get(name)?.test(String(content)) ? content : REDACTED;
  if (depth === MAX_DEPTH) return REDACTED;
  if (Array.isArray(content)) return content.slice(0, MAX_MEMBERS).map((each) => shownInLog(each, name, depth + 1));
  const members = Object.entries(content).slice(0, MAX_MEMBERS);
  return Object.fromEntries(
    members.map(([member, value]) => [scrub(member).slice(0, MAX_NAME), shownInLog(value, member, depth + 1)] as const),
  );
};
