import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EXIT } from '../cli/exit-codes';
import { AuditError } from '../cli/audit-error';

export interface ExportFile {
  readonly path: string;
  readonly name: string;
}

/** The files whose lines, one file after the other, are the export. Throws `AuditError` where there is none. */
export async function exportFiles(path: string): Promise<readonly ExportFile[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error.code ?? 'unknown error');
  if (typeof found === 'string') throw noExport(`cannot be read (${found})`);
  if (!found.isDirectory()) return [{ path, name: basename(path) }];
  const names = (await readdir(path)).filter((name) => name.endsWith('.ndjson')).sort();
  if (names.length === 0) throw noExport('is a directory without an export');
  return names.map((name) => ({ path: join(path, name), name }));
}

const noExport = (reason: string): AuditError => new AuditError(EXIT.unknown, `what --export names ${reason}`);
