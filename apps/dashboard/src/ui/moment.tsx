import { useNow } from './use-now';
import { createTimeFormat, readersLocale } from './time-format';

export const timeFormat = createTimeFormat(readersLocale(navigator.languages));

interface MomentProps {
  /** ISO 8601. */
  readonly at: string;
  /** How it is shown; exact with its zone on hover and to a screen reader in any case. */
  readonly as?: 'relative' | 'short';
}

export function Moment({ at, as = 'relative' }: MomentProps) {
  const now = useNow();
  const time = new Date(at);
  const shown = as === 'relative' ? timeFormat.relative(time, now) : timeFormat.short(time);
  const exact = timeFormat.exact(time);
  return (
    <time dateTime={at} title={exact}>
      {shown}
      <span className="visually-hidden"> ({exact})</span>
    </time>
  );
}
