import { type Command, textOf } from '../arguments/command';
import { LOG_OPTION, logIn } from '../arguments/log-option';
import { notDone, wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { createProgress } from '../output/progress';
import { good, plain, type Result } from '../output/result';
import { openSource } from '../sources/open-source';
import { readPublicKey } from '../verify/sealing-keys';
import { openTarget } from './export-target';
import { type Exported, writeExport } from './write-export';

export const exportCommand: Command = {
  name: 'export',
  operands: '',
  summary:
    'Writes the log, its seals and what it takes to check them, so that it stands alone. Goes on where it was stopped.',
  options: {
    out: { type: 'string', value: 'path', help: 'a directory, or one file, whose name ends in .ndjson' },
    ...LOG_OPTION,
    'public-key': {
      type: 'string',
      value: 'file',
      help: 'the sealing key’s public half (PEM), where the database has none',
    },
  },
  operandCount: { min: 0, max: 0 },
  async run({ values, io }) {
    const out = textOf(values, 'out');
    if (out === undefined) throw wrongUsage('export needs --out <directory or file>');
    const key = textOf(values, 'public-key');
    const publicKeys = key === undefined ? [] : [await readPublicKey(key)];
    const source = openSource({ values, io }, logIn(values));
    try {
      if (source.kind === 'export') throw wrongUsage('export reads a live store, not an export');
      const { logId, log, total } = await source.identity();
      if (logId === '') throw notDone(`the log ${log} has no id yet: nothing of it was ever hashed`);
      const progress = createProgress(io.err, 'exporting', total);
      const target = await openTarget(out);
      const onProgress = (events: number) => progress.at(events);
      const exported = await writeExport({ source, target, publicKeys, onProgress }).finally(() => progress.end());
      const { absent } = await source.seals();
      return resultOf(exported, absent, log === 'events' ? 'events' : 'rows');
    } finally {
      await source.close();
    }
  },
};

function resultOf(exported: Exported, absent: string | undefined, many: string): Result {
  const { events, root, seals, sealedThrough, found, parts } = exported;
  const unsealed = sealedThrough < events ? { from: sealedThrough + 1, to: events } : null;
  return {
    json: { events, root, seals, sealed_through: sealedThrough, unsealed, found_of_an_earlier_run: found, parts },
    tables: [],
    sentences: [
      good(
        `${events} ${many} exported${found > 0 ? `, ${found} of them by an earlier run` : ''}; their root is ${root}.`,
      ),
      plain(
        absent === undefined
          ? `${seals} ${seals === 1 ? 'seal' : 'seals'}, the last over ${sealedThrough} ${many}.`
          : `No seals: ${absent}.`,
      ),
    ],
    exitCode: EXIT.ok,
  };
}
