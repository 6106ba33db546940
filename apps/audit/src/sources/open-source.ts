import { kindOfEventStore } from '@latchkey/event-store-open';
import { postgresUrlSetting } from '@latchkey/platform';
import { type Invocation, textOf } from '../arguments/command';
import { wrongUsage } from '../cli/audit-error';
import { openExportSource } from './export-source';
import { openLiveSource } from './live-source';
import type { LogSource } from './log-source';

type Asked = Pick<Invocation, 'values' | 'io'>;

/** What --export or --store names, else EVENT_STORE_URL, else the database. */
export function openSource(asked: Asked): LogSource {
  const path = textOf(asked.values, 'export');
  const store = textOf(asked.values, 'store');
  if (path !== undefined && store !== undefined) throw wrongUsage('--export and --store: one of the two');
  if (path !== undefined) return openExportSource(path);
  return openLiveSource({ storeUrl: storeUrlOf(asked), databaseUrl: databaseUrlOf(asked) });
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
