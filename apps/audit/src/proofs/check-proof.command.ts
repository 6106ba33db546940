import { leafHash, parsePublicLine, parseSeal, type PublicEvent, type Seal, verifyInclusion } from '@latchkey/seals';
import { readFile, stat } from 'node:fs/promises';
import { type Command, textOf } from '../arguments/command';
import { notDone, unknown, wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { bad, good, type Result } from '../output/result';
import { readKnownHeads } from '../verify/known-head';
import type { SealingKeys } from '../verify/sealing-keys';
import { KEY_OPTIONS, keysFrom } from '../verify/verify.command';
import { proofFile, type ProofFile } from './proof-file';

export const checkProofCommand: Command = {
  name: 'check-proof',
  operands: '<file>',
  summary: 'Checks a proof by itself, against the sealing key’s fingerprint, a head that you have kept, or both.',
  options: {
    ...KEY_OPTIONS,
    'known-head': { type: 'string', value: 'size:root|file', help: 'a head that you have kept' },
  },
  operandCount: { min: 1, max: 1 },
  async run({ values, operands }) {
    const heads = textOf(values, 'known-head');
    if (heads === undefined && textOf(values, 'key-fingerprint') === undefined) {
      throw wrongUsage('check-proof needs --key-fingerprint or --known-head: a proof says nothing without one of them');
    }
    const file = await readProof(operands[0] ?? '');
    const keys = (await keysFrom(values))(file.public_key_pem === null ? [] : [file.public_key_pem]);
    const known = heads === undefined ? undefined : await readKnownHeads(heads);
    const wrong = [...inclusionFaults(file), ...(keys.compared ? sealFaults(file, keys) : [])];
    if (known && !known.some(({ size, root }) => size === file.size && root === file.root)) {
      wrong.push(`the proof leads to a head of size ${file.size} that is not among those that you have kept`);
    }
    // Nobody has looked at a seal that no key was named for.
    return resultOf(file, wrong, keys.compared ? (file.seal?.time ?? null) : null);
  },
};

const MAX_BYTES = 64 * 1024 * 1024;

async function readProof(path: string): Promise<ProofFile> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > MAX_BYTES) throw unknown('there is no proof of that name');
  const text = await readFile(path, 'utf8');
  try {
    const { seal, ...file } = proofFile.parse(JSON.parse(text));
    return { ...file, seal: seal === null ? null : parseSeal(seal) };
  } catch {
    throw notDone('the file is no proof of a known format');
  }
}

function inclusionFaults({ line, ordinal, size, root, proof }: ProofFile): string[] {
  const bytes = Buffer.from(line, 'utf8');
  const event = eventIn(bytes);
  if (event?.ordinal !== ordinal) return ['the line is not the event whose number the proof gives'];
  const included = verifyInclusion({
    ...{ leaf: leafHash(bytes), ordinal, size, root: Buffer.from(root, 'hex') },
    proof: proof.map((hash) => Buffer.from(hash, 'hex')),
  });
  return included ? [] : ['the proof does not lead from the event to the root'];
}

function sealFaults({ seal, size, root, log_id }: ProofFile, keys: SealingKeys): string[] {
  if (seal === null) return ['the proof carries no seal: check it against a head with --known-head'];
  if (!isOf(seal, size, root, log_id)) return ['the seal is not of the head that the proof leads to'];
  const signed = keys.signed(seal);
  if (signed === undefined)
    throw wrongUsage('the public key of that fingerprint is not in the proof: give it with --public-key');
  return signed ? [] : ['the seal is not signed by the key of that fingerprint'];
}

const isOf = (seal: Seal, size: number, root: string, logId: string): boolean =>
  seal.log === 'events' && seal.size === size && seal.root === root && seal.log_id === logId;

function eventIn(bytes: Uint8Array): PublicEvent | undefined {
  try {
    return parsePublicLine(bytes);
  } catch {
    return undefined;
  }
}

function resultOf(file: ProofFile, wrong: readonly string[], sealedAt: string | null): Result {
  const { ordinal, size, root } = file;
  const ok = wrong.length === 0;
  const event = eventIn(Buffer.from(file.line, 'utf8')) ?? null;
  const proved = `Event ${event?.id ?? ''} (${event?.type ?? ''}, stream ${event?.stream ?? ''}) is number ${ordinal} of the ${size} that ${sealedAt === null ? 'the head covers' : `were sealed at ${sealedAt}`}.`;
  return {
    json: { ok, ordinal, size, root, sealed_at: ok ? sealedAt : null, event: ok ? event : null, wrong },
    tables: [],
    sentences: ok ? [good(proved)] : wrong.map((each) => bad(`Not proved: ${each}.`)),
    exitCode: ok ? EXIT.ok : EXIT.found,
  };
}
