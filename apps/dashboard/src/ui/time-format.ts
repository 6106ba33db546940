import { uiText } from './ui.text';

/** How times are written: in which language and zone. */
export interface TimeFormat {
  /** "just now", "3 minutes ago", "yesterday"; a date after a month. */
  readonly relative: (at: Date, now: Date) => string;
  /** "12 Mar 2026, 14:03". */
  readonly short: (at: Date) => string;
  /** With weekday, seconds and zone. */
  readonly exact: (at: Date) => string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const RELATIVE_UP_TO_DAYS = 30;

export function createTimeFormat(locale: string, timeZone?: string): TimeFormat {
  const zone = timeZone === undefined ? {} : { timeZone };
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone });
  const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', ...zone });
  return {
    relative(at, now) {
      const passed = now.getTime() - at.getTime();
      const distance = Math.abs(passed);
      const sign = passed < 0 ? 1 : -1;
      if (distance < MINUTE_MS) return uiText.justNow;
      if (distance < HOUR_MS) return ago.format(sign * Math.floor(distance / MINUTE_MS), 'minute');
      if (distance < DAY_MS) return ago.format(sign * Math.floor(distance / HOUR_MS), 'hour');
      if (distance < RELATIVE_UP_TO_DAYS * DAY_MS) return ago.format(sign * Math.floor(distance / DAY_MS), 'day');
      return day.format(at);
    },
    short: (at) => short.format(at),
    exact: (at) => exact.format(at),
  };
}

/** The words of the pages are English; of its kinds the reader's. What a browser says of them need not be well-formed. */
export const readersLocale = (languages: readonly string[]): string =>
  languages.find((language) => /^en(-[a-z]{2})?$/i.test(language)) ?? 'en-GB';
