import type { SealedLog } from '@latchkey/seals';
import { AuditError, wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { exportFiles } from '../export/export-files';
import { readExport } from '../export/read-export';
import { parseControlLine } from '../export/export-format';
import { readLines } from '../export/read-lines';
import { openTrailer } from '../export/read-trailer';
import type { Fault, LogSource } from './log-source';
import { sealRecord } from './seal-record';

/** An export, which needs nothing else. `wanted`: whose it must be; undefined: whosever it is. */
export function openExportSource(path: string, wanted?: SealedLog): LogSource {
  let statedRoot: string | undefined;
  return {
    kind: 'export',
    async identity() {
      const header = await headerOf(path);
      if (wanted !== undefined && header.log !== wanted) {
        throw wrongUsage(`the export is of the log ${header.log}, and this is about the log ${wanted}`);
      }
      return { log: header.log, logId: header.log_id, store: header.store, total: undefined };
    },
    async *batches(onFault: (fault: Fault) => void) {
      const reading = readExport(await exportFiles(path), onFault);
      yield* reading.batches();
      statedRoot = reading.manifest()?.root;
    },
    statedRoot: () => statedRoot,
    async seals() {
      const { keys, seals, hasSeals } = await openTrailer(await exportFiles(path));
      return {
        async *seals() {
          for await (const seal of seals()) yield sealRecord(seal);
        },
        publicKeys: keys.map(({ public_key_pem }) => public_key_pem),
        ...(hasSeals ? {} : { absent: 'the export holds no seal' }),
      };
    },
    close: () => Promise.resolve(),
  };
}

async function headerOf(path: string) {
  const [file] = await exportFiles(path);
  if (file) {
    for await (const lines of readLines(file.path, file.name)) {
      const [line] = lines;
      const control = line && parseControlLine(line.bytes);
      if (control?.kind === 'header') return control;
      break;
    }
  }
  throw new AuditError(EXIT.found, 'what --export names is no export of a known format: its first line is no header');
}
