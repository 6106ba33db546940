import { leafHash, type Seal, verifyInclusion } from '@latchkey/seals';
import { open } from 'node:fs/promises';
import { type Command, type Invocation, textOf } from '../arguments/command';
import { parseUuid } from '../arguments/key-query';
import { notDone, unknown, wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { good } from '../output/result';
import type { LogSource } from '../sources/log-source';
import { openSource } from '../sources/open-source';
import { readKnownHeads } from '../verify/known-head';
import { pemOf, readPublicKey } from '../verify/sealing-keys';
import { PROOF_FORMAT, type ProofFile } from './proof-file';
import { findEvent, proveInclusion } from './prove-event';

export const proveCommand: Command = {
  name: 'prove',
  operands: '<event id>',
  summary: 'Writes the proof that one event is in the log, to be checked without the others.',
  options: {
    out: { type: 'string', value: 'file', help: 'where the proof goes' },
    'known-head': { type: 'string', value: 'size:root', help: 'prove it for this head; default: the latest seal' },
    'public-key': {
      type: 'string',
      value: 'file',
      help: 'the sealing key’s public half (PEM), where the log has none',
    },
  },
  operandCount: { min: 1, max: 1 },
  async run(invocation) {
    const { values, operands } = invocation;
    const eventId = parseUuid(operands[0] ?? '', 'the event');
    const out = textOf(values, 'out');
    if (out === undefined) throw wrongUsage('prove needs --out <file>');
    const source = openSource(invocation);
    try {
      const file = await proofOf(source, eventId, invocation);
      await writeNew(out, `${JSON.stringify(file, null, 2)}\n`);
      const { ordinal, size, root } = file;
      return {
        json: { event_id: eventId, ordinal, size, root, file: out },
        tables: [],
        sentences: [
          good(`Event ${eventId} is number ${ordinal} of the ${size} whose root is ${root}. The proof is in ${out}.`),
        ],
        exitCode: EXIT.ok,
      };
    } finally {
      await source.close();
    }
  },
};

async function proofOf(source: LogSource, eventId: string, { values }: Invocation): Promise<ProofFile> {
  const { seals, publicKeys } = await source.seals();
  const { logId } = await source.identity();
  const { ordinal, line } = await findEvent(source, eventId);
  const wanted = textOf(values, 'known-head');
  const [known] = wanted === undefined ? [] : (await readKnownHeads(wanted)).toReversed();
  let latest: Seal | undefined;
  for await (const record of seals()) if (record.ok) latest = record.seal;
  const head = known ?? latest;
  if (!head) throw notDone('nothing was sealed yet: name a head with --known-head');
  if (ordinal > head.size) throw unknown(`event ${ordinal} is not covered yet: the head covers ${head.size} events`);
  const proof = await proveInclusion(source, ordinal, head.size);
  const root = Buffer.from(head.root, 'hex');
  if (!verifyInclusion({ leaf: leafHash(line), ordinal, size: head.size, root, proof })) {
    throw notDone('the log does not agree with that head: audit verify says more');
  }
  const seal = known ? null : (latest ?? null);
  const path = textOf(values, 'public-key');
  return {
    format: PROOF_FORMAT,
    log_id: logId,
    ordinal,
    line: Buffer.from(line).toString('utf8'),
    size: head.size,
    root: head.root,
    proof: proof.map((hash) => Buffer.from(hash).toString('hex')),
    seal,
    public_key_pem: path === undefined ? pemOf(seal, publicKeys) : await readPublicKey(path),
  };
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    const there = error.code === 'EEXIST';
    throw notDone(
      there
        ? 'there is a file of the name that --out gives already'
        : `--out cannot be written (${error.code ?? 'unknown error'})`,
    );
  });
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
