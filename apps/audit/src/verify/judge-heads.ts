import type { Finding } from './finding';
import { findingAt } from './finding';
import type { GoodSeal } from './judge-seals';
import type { KnownHead } from './known-head';
import type { SealingKeys } from './sealing-keys';
import type { TwinTrees } from './twin-trees';

export interface HeadsQuestion {
  /** Good ones, ascending. */
  readonly seals: readonly GoodSeal[];
  readonly knownHeads: readonly KnownHead[];
  readonly keys: SealingKeys;
  readonly trees: TwinTrees;
}

export interface JudgedHeads {
  readonly sealedThrough: number;
  /** Of seals and known heads. */
  readonly agreedThrough: number;
  /** Known heads that the log agrees with. */
  readonly matched: number;
  readonly findings: readonly Finding[];
}

interface Witness {
  readonly size: number;
  readonly root: string;
  /** In the words of a sentence. */
  readonly who: string;
  readonly known: boolean;
}

/**
 * What was sealed, and what is known from outside, against the roots that the log has. Where they differ, the leaf hashes
 * that are kept beside the log tell the very event, if their own root is the one that was sealed; else it lies between the
 * last head that agrees and the first that does not.
 */
export function judgeHeads({ seals, knownHeads, keys, trees }: HeadsQuestion): JudgedHeads {
  const witnesses: Witness[] = [
    ...seals.map(({ size, root }) => ({ size, root, who: `the seal of size ${size}`, known: false })),
    ...knownHeads.map(({ size, root }) => ({ size, root, who: `the known head of size ${size}`, known: true })),
  ].sort((a, b) => a.size - b.size);
  const findings: Finding[] = knownHeads.flatMap((head) => unsigned(head, keys));
  const agreeing = witnesses.filter(({ size, root }) => trees.computedRoot(size) === root);
  const differing = witnesses.filter((witness) => !agreeing.includes(witness));
  // Behind what agrees an older head that does not can only be wrong itself.
  const through = agreeing.at(-1)?.size ?? 0;
  const [first] = differing.filter(({ size }) => size > through);
  if (first) findings.push(...placeOf(first, through, trees));
  const known = agreeing.filter((witness) => witness.known);
  for (const witness of differing) if (witness !== first) findings.push(disagreement(witness, through, known));
  return {
    sealedThrough: agreeing.filter(({ known }) => !known).at(-1)?.size ?? 0,
    agreedThrough: through,
    matched: agreeing.filter(({ known }) => known).length,
    findings: [...findings.slice(0, TOLD), ...alteredHashes(trees, through, first)],
  };
}

const TOLD = 20;

function placeOf(witness: Witness, through: number, trees: TwinTrees): Finding[] {
  const { size, root, who } = witness;
  const { first: differing, count } = trees.differing();
  const [place] = differing.filter((ordinal) => ordinal > through);
  if (trees.statedRoot(size) === root && place !== undefined && place <= size) {
    const more = count > 1 ? `; ${count} leaf hashes differ in all` : '';
    return [
      findingAt(
        'event-altered',
        place,
        `event ${place} is not the one that was sealed (${who} proves its leaf hash)${more}`,
      ),
    ];
  }
  if (size > trees.size) {
    const message = `events ${trees.size + 1} to ${size} are missing: ${who} covers them`;
    const untouchedBefore = through === trees.size || (place === undefined && trees.statedRoot(size) === root);
    const from = untouchedBefore ? trees.size + 1 : through + 1;
    return [{ kind: 'event-missing', from, to: trees.size + 1, message }];
  }
  const message = `an event from ${through + 1} to ${size} is not the one that was sealed: ${who} has another root`;
  return [{ kind: 'event-altered', from: through + 1, to: size, message }];
}

/** Whoever holds the sealing key could seal another history: a head that was kept outside counts for more than the seals. */
function disagreement({ size, who, known }: Witness, through: number, agreeing: readonly Witness[]): Finding {
  const message = `${who} does not agree with the log`;
  if (!known) return { kind: 'seal-bad', from: null, to: null, message };
  const before = size > through ? through : (agreeing.filter((head) => head.size < size).at(-1)?.size ?? 0);
  return { kind: 'head-mismatch', from: before + 1, to: Math.max(size, 1), message };
}

function unsigned({ size, seal }: KnownHead, keys: SealingKeys): Finding[] {
  if (!seal || keys.signed(seal) !== false) return [];
  return [
    {
      kind: 'head-mismatch',
      from: null,
      to: null,
      message: `the known head of size ${size} is not signed by the sealing key`,
    },
  ];
}

/** Hashes beside the log that differ where the log itself is as it was sealed, and in the tail that is not sealed. */
function alteredHashes(trees: TwinTrees, through: number, first: Witness | undefined): Finding[] {
  const { first: places } = trees.differing();
  return places.flatMap((ordinal) => {
    if (ordinal <= through) {
      return [
        findingAt(
          'leaf-hash-altered',
          ordinal,
          `the leaf hash that is kept of event ${ordinal} was altered; the event is as it was sealed`,
        ),
      ];
    }
    if (first && ordinal <= first.size) return [];
    return [
      findingAt('event-altered', ordinal, `event ${ordinal} is not the one whose leaf hash is kept; it is not sealed`),
    ];
  });
}
