import type { Command, Values } from '../arguments/command';
import { textOf } from '../arguments/command';
import { EXIT } from '../cli/exit-codes';
import { createProgress } from '../output/progress';
import { bad, good, plain, type Result, type Sentence } from '../output/result';
import { openSource } from '../sources/open-source';
import { firstBad } from './finding';
import { readKnownHeads } from './known-head';
import { createSealingKeys, parseFingerprints, readPublicKey } from './sealing-keys';
import { type Verification, verifyLog } from './verify-log';

export const KEY_OPTIONS = {
  'key-fingerprint': { type: 'string', value: 'sha256:…', help: 'of the sealing key, as you have it from elsewhere' },
  'public-key': { type: 'string', value: 'file', help: 'the sealing key’s public half (PEM), where the log has none' },
} as const;

export const verifyCommand: Command = {
  name: 'verify',
  operands: '',
  summary: 'Is the log complete and unaltered? Compares it with its seals, and with a head that you have kept.',
  options: {
    ...KEY_OPTIONS,
    'known-head': { type: 'string', value: 'size:root|file', help: 'a head that you have kept, or a file of them' },
  },
  operandCount: { min: 0, max: 0 },
  async run({ values, io }) {
    const heads = textOf(values, 'known-head');
    const knownHeads = heads === undefined ? [] : await readKnownHeads(heads);
    const keys = await keysFrom(values);
    const source = openSource({ values, io });
    try {
      const progress = createProgress(io.err, 'verifying', undefined);
      const onProgress = (events: number) => progress.at(events);
      const verification = await verifyLog({ source, knownHeads, keys, onProgress }).finally(() => progress.end());
      return resultOf(verification);
    } finally {
      await source.close();
    }
  },
};

/** By the options, once it is known which keys the log brings along. */
export async function keysFrom(values: Values) {
  const text = textOf(values, 'key-fingerprint');
  const wanted = text === undefined ? undefined : parseFingerprints(text);
  const path = textOf(values, 'public-key');
  const own = path === undefined ? [] : [await readPublicKey(path)];
  return (pems: readonly string[]) => createSealingKeys([...own, ...pems], wanted);
}

function resultOf(verification: Verification): Result {
  const { identity, events, root, sealedThrough, seals, knownHeads, keys, findings } = verification;
  const first = firstBad(findings);
  const ok = findings.length === 0;
  return {
    json: {
      ok,
      log: identity.log,
      log_id: identity.logId,
      store: identity.store,
      events,
      root,
      sealed_through: sealedThrough,
      unsealed: sealedThrough < events ? { from: sealedThrough + 1, to: events } : null,
      seals: { count: seals.count, good: seals.good },
      key: { fingerprints: keys.fingerprints, compared: keys.compared },
      known_heads: knownHeads,
      first_bad: first,
      findings,
    },
    tables: findings.length === 0 ? [] : [findingsTable(findings)],
    sentences: sentencesOf(verification, first),
    exitCode: ok ? EXIT.ok : EXIT.found,
  };
}

const findingsTable = (findings: Verification['findings']) => ({
  title: 'What is wrong',
  columns: ['from', 'to', 'kind', 'what'],
  rows: findings.map(({ from, to, kind, message }) => [from, to, kind, message]),
});

function sentencesOf(verification: Verification, first: ReturnType<typeof firstBad>): Sentence[] {
  const { identity, events, root, sealedThrough, agreedThrough, seals, knownHeads, keys, findings } = verification;
  const said: Sentence[] = [plain(`${events} events of the log ${identity.logId}; their root is ${root}.`)];
  if (findings.length > 0) said.push(bad(`Not as it was: ${first ? whereOf(first) : 'see above'}.`));
  else if (seals.count + knownHeads.count === 0)
    said.push(plain('Nothing contradicts itself; nothing was sealed that it could be compared with.'));
  else said.push(good(`Every event through ${agreedThrough} is as it was when that head was made.`));
  if (seals.absent !== undefined) said.push(plain(`No seal was looked at: ${seals.absent}.`));
  if (sealedThrough < events) said.push(plain(`Not sealed yet: events ${sealedThrough + 1} to ${events}.`));
  if (seals.count > 0 && !keys.compared) {
    said.push(
      plain(
        'The sealing key was taken as it came with the seals: name its fingerprint with --key-fingerprint to be sure of it.',
      ),
    );
  }
  if (knownHeads.count === 0) {
    said.push(
      plain(
        'No head from outside was compared with: a log that was cut back with all its seals looks whole. Keep this root and give it next time: --known-head ' +
          `${events}:${root}.`,
      ),
    );
  } else said.push(plain(`${knownHeads.matched} of ${knownHeads.count} known heads agree.`));
  return said;
}

const whereOf = ({ from, to }: { from: number; to: number }): string =>
  from === to ? `the first bad event is ${from}` : `the first bad event is one from ${from} to ${to}`;
