const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const TIME =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:[Zz]|[ +-][0-9]{2}:?[0-9]{2})$/;

/** A date as its UTC midnight, or a time with `Z` or an offset (whose `+` may have become a space in a URL). */
export function parseTime(text: string): Date | undefined {
  const date = DATE.test(text) ? text : TIME.exec(text)?.[1];
  // The engine takes 30 February for 2 March.
  if (date === undefined || !isCalendarDate(date)) return undefined;
  const time = new Date(text === date ? `${text}T00:00:00Z` : text.toUpperCase().replace(' ', '+'));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Whether a text of the form YYYY-MM-DD names a day of a year from 1 on. */
export function isCalendarDate(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !date.startsWith('0000') && !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
