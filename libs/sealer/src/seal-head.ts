import {
  consistencyProof,
  createTree,
  type Head,
  type Seal,
  type SealingKey,
  signHead,
  verifyConsistency,
  verifySeal,
} from '@latchkey/seals';
import type { LogPlace } from './log-place';
import { NotAsSealed } from './not-as-sealed';
import type { Queryable } from './queryable';
import { insertSeal, insertSealingKey, latestSeal, type StoredSeal } from './seal.store';
import { createTileReader, lockTree } from './tree.store';

/**
 * Signs the tree as it is and stores the seal, in the client's transaction; undefined: nothing has been added since the last
 * one. Rejects with `NotAsSealed`, and signs nothing, when what was sealed last is not the beginning of the tree.
 */
export const sealHead = async (
  client: Queryable,
  place: LogPlace,
  { key, now }: { readonly key: SealingKey; readonly now: Date },
): Promise<StoredSeal | undefined> => {
  const stored = await lockTree(client, place);
  const previous = await latestSeal(client, place);
  if (stored.size === (previous?.size ?? 0)) return undefined;
  const root = createTree(stored).root();
  const head: Head = {
    log: place.log,
    log_id: place.logId,
    size: stored.size,
    root: Buffer.from(root).toString('hex'),
    time: notBefore(previous, now),
  };
  const link = previous && { size: previous.size, consistency: await prove(client, place, previous, head, key) };
  await insertSealingKey(client, place, key);
  return insertSeal(client, place, signHead(head, key, link ?? null));
};

/** Also of what is signed by another key, which took the place of an older one, the tree must be the beginning. */
const prove = async (
  client: Queryable,
  place: LogPlace,
  previous: Seal,
  head: Head,
  key: SealingKey,
): Promise<Uint8Array[]> => {
  const trouble = `the log ${place.log} cannot be sealed at ${head.size}: `;
  if (previous.key === key.fingerprint && !verifySeal(previous, key.publicKey)) {
    throw new NotAsSealed(`${trouble}the stored seal at ${previous.size} is not the one that was signed`);
  }
  if (previous.size > head.size) throw new NotAsSealed(`${trouble}it was sealed at ${previous.size} before`);
  const proof = await consistencyProof(createTileReader(client, place), previous.size, head.size);
  if (!verifyConsistency({ from: treeOf(previous), to: treeOf(head), proof })) {
    throw new NotAsSealed(`${trouble}what was sealed at ${previous.size} is not its beginning`);
  }
  return proof;
};

const treeOf = ({ size, root }: Head) => ({ size, root: Buffer.from(root, 'hex') });

/** Seals of one log never go back in time, whatever the clocks of those that take turns in making them. */
const notBefore = (previous: Seal | undefined, now: Date): string => {
  const time = now.toISOString();
  return previous !== undefined && previous.time > time ? previous.time : time;
};
