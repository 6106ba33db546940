import type { Command, Values } from '../arguments/command';
import { textOf } from '../arguments/command';
import { LOG_OPTION, logIn } from '../arguments/log-option';
import { EXIT } from '../cli/exit-codes';
import { createProgress } from '../output/progress';
import { bad, good, plain, type Result, type Sentence } from '../output/result';
import type { LogIdentity } from '../sources/log-source';
import { openSource } from '../sources/open-source';
import { type Finding, firstBad } from './finding';
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
    ...LOG_OPTION,
    'known-head': { type: 'string', value: 'size:root|file', help: 'a head that you have kept, or a file of them' },
  },
  operandCount: { min: 0, max: 0 },
  async run({ values, io }) {
    const heads = textOf(values, 'known-head');
    const wanted = logIn(values);
    const keys = await keysFrom(values);
    const source = openSource({ values, io }, wanted ?? 'any');
    try {
      const log = source.kind === 'export' ? (await source.identity()).log : (wanted ?? 'events');
      const knownHeads = heads === undefined ? [] : await readKnownHeads(heads, log);
      const progress = createProgress(io.err, 'verifying', undefined);
      const onProgress = (events: number) => progress.at(events);
      const request = { source, knownHeads, keys, now: io.now(), onProgress };
      const verification = await verifyLog(request).finally(() => progress.end());
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

function resultOf(found: Verification): Result {
  const verification = { ...found, findings: found.findings.map((finding) => inWordsOf(found.identity, finding)) };
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
      gone: verification.gone,
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

const nameOf = ({ log, logId }: LogIdentity): string => (log === 'events' ? logId : `${log} ${logId}`.trim());

/** The other logs have rows. */
const inWordsOf = ({ log }: LogIdentity, finding: Finding): Finding =>
  log === 'events'
    ? finding
    : { ...finding, message: finding.message.replace(/\ban event\b/g, 'a row').replace(/\bevent(s?)\b/g, 'row$1') };

function sentencesOf(verification: Verification, first: ReturnType<typeof firstBad>): Sentence[] {
  const { identity, events, gone, root, sealedThrough, agreedThrough, seals, knownHeads, keys, findings } =
    verification;
  const [one, many] = identity.log === 'events' ? ['event', 'events'] : ['row', 'rows'];
  const said: Sentence[] = [plain(`${events} ${many} of the log ${nameOf(identity)}; their root is ${root}.`)];
  if (findings.length > 0) said.push(bad(`Not as it was: ${first ? whereOf(first, one) : 'see above'}.`));
  else if (seals.count + knownHeads.count === 0)
    said.push(plain('Nothing contradicts itself; nothing was sealed that it could be compared with.'));
  else said.push(good(`Every ${one} through ${agreedThrough} is as it was when that head was made.`));
  if (gone > 0) said.push(goneSentence(verification));
  if (seals.absent !== undefined) said.push(plain(`No seal was looked at: ${seals.absent}.`));
  if (sealedThrough < events) said.push(plain(`Not sealed yet: ${many} ${sealedThrough + 1} to ${events}.`));
  if (seals.count > 0 && !keys.compared) said.push(plain(KEY_NOT_COMPARED));
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

/** Who removes the first rows by hand leaves the same behind; what retention would not have taken is a finding. */
const goneSentence = ({ gone, agreedThrough }: Verification): Sentence =>
  plain(
    `Ordinals 1 to ${gone} are gone by retention; ` +
      (gone <= agreedThrough
        ? 'their leaf hashes still make up the sealed root.'
        : 'no head that agrees says that their leaf hashes are what they were.'),
  );

const whereOf = ({ from, to }: { from: number; to: number }, one: string): string =>
  from === to ? `the first bad ${one} is ${from}` : `the first bad ${one} is one from ${from} to ${to}`;

const KEY_NOT_COMPARED =
  'The sealing key was taken as it came with the seals: name its fingerprint with --key-fingerprint to be sure of it.';
