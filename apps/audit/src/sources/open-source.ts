import { kindOfEventStore } from '@latchkey/event-store-open';
import { postgresUrlSetting } from '@latchkey/platform';
import type { SealedLog } from '@latchkey/seals';
import { type Invocation, textOf } from '../arguments/command';
import { wrongUsage } from '../cli/audit-error';
import { openExportSource } from './export-source';
import { openLiveSource } from './live-source';
import type { LogSource } from './log-source';
import { openRowSource } from './row-source';

type Asked = Pick<Invocation, 'values' | 'io'>;

/** What --export or --store names, else EVENT_STORE_URL, else the database. `any`: of a live store the events, of an export what it has. */
export function openSource(asked: Asked, log: SealedLog | 'any' = 'events'): LogSource {
  const path = textOf(asked.values, 'export');
  const store = textOf(asked.values, 'store');
  if (path !== undefined && store !== undefined) throw wrongUsage('--export and --store: one of the two');
  if (path !== undefined) return openExportSource(path, log === 'any' ? undefined : log);
  if (log !== 'events' && log !== 'any') return openRowSource(rowsUrlOf(asked, log), log);
  return openLiveSource({ storeUrl: storeUrlOf(asked), databaseUrl: databaseUrlOf(asked) });
}

function rowsUrlOf(asked: Asked, log: SealedLog): string {
  if (textOf(asked.values, 'store') !== undefined) {
    throw wrongUsage(`--store names an event store, and the log ${log} is in the database that DATABASE_URL names`);
  }
  const url = databaseUrlOf(asked);
  if (url === undefined) throw wrongUsage(`DATABASE_URL is not set, and there is the log ${log}`);
  return url;
}

/** Throws `AuditError` where none is named. */
export function storeUrlOf({ values, io }: Asked): string {
  const store = textOf(values, 'store');
  const [name, url] =
    store !== undefined
      ? (['--store', store] as const)
      : io.env['EVENT_STORE_URL']
        ? (['EVENT_STORE_URL', io.env['EVENT_STORE_URL']] as const)
        : (['DATABASE_URL', databaseUrlOf({ io })] as const);
  if (url === undefined) throw wrongUsage('say where the log is: --store <url>, EVENT_STORE_URL, or --export <path>');
  requireStoreUrl(name, url);
  return url;
}

export function databaseUrlOf({ io }: Pick<Invocation, 'io'>): string | undefined {
  const url = io.env['DATABASE_URL'] || undefined;
  if (url !== undefined && !postgresUrlSetting.safeParse(url).success) {
    throw wrongUsage('DATABASE_URL is wrong (a URL postgres://user:password@host:port/database)');
  }
  return url;
}

function requireStoreUrl(name: string, url: string): void {
  try {
    kindOfEventStore(url);
  } catch (error) {
    throw wrongUsage(`${name} ${(error as Error).message}`); // `kindOfEventStore` throws no other
  }
}
