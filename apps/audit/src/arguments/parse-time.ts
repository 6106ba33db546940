import { unknown, wrongUsage } from '../cli/audit-error';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * ISO 8601 with a zone, or a date, which is its UTC midnight; answers UTC with milliseconds, what is finer cut off. Throws
 * `AuditError`: exit code 2 when malformed, 4 in the future.
 */
export function parseTime(text: string, option: string, now: Date): string {
  const time = DATE.test(text) ? inUtc(`${text}T00:00:00Z`) : inUtc(text);
  if (time === undefined) {
    throw wrongUsage(`${option} is no time: give ISO 8601 with a zone, 2026-03-01T12:00:00Z, or a date, 2026-03-01`);
  }
  if (time > now.getTime()) throw unknown(`${option} is in the future: the log cannot say yet`);
  return new Date(time).toISOString();
}

function inUtc(text: string): number | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  // 30 February has become another day.
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined;
  local.setUTCHours(hour, minute, second, milliseconds);
  const offset = offsetMinutes(match[8] ?? 'Z');
  return offset === undefined ? undefined : local.getTime() - offset * 60_000;
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = zone.slice(1).split(':').map(Number);
  if (hours === undefined || minutes === undefined || hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
