/**
 * Seals over logs: what is hashed of an event, RFC 6962 trees of it, their tiles (C2SP tlog-tiles) and proofs, signed heads.
 *
 * - Lines: `publicLine(ordinal, event)`, `rowLine(row)`, `parsePublicLine(line)` (`BadLine`), `leafHash(line)`.
 * - Trees: `createTree(at?)`, `createTiler(at?)` with `partialTiles(size)`, `TILE_HEIGHT`.
 * - Proofs: `inclusionProof`, `consistencyProof` (`MissingTile`) from tiles; `verifyInclusion`, `verifyConsistency`.
 * - Seals: `signHead`, `verifySeal`, `parseSeal` (`BadSeal`), `fingerprintOf`.
 * - Keys: `sealingKeySchema` for `readSecretFile`, `generateSealingKeyFile()`, `publicKeyPem`, `parsePublicKeyPem`.
 */
export { BadLine, parsePublicLine, type PublicEvent } from './parse-public-line';
export { BadSeal, parseSeal } from './parse-seal';
export { consistencyProof, inclusionProof } from './proofs';
export { publicLine, rowLine, type StoredEvent } from './public-line';
export { MissingTile } from './range-hash';
export { SEAL_FORMAT, SEALED_LOGS, signHead, verifySeal, type Head, type Seal, type SealedLog } from './seal';
export {
  fingerprintOf,
  generateSealingKeyFile,
  parsePublicKeyPem,
  publicKeyPem,
  sealingKeySchema,
  type SealingKey,
} from './sealing-key';
export { partialTiles, TILE_HEIGHT, TILE_WIDTH, type ReadTile, type Tile } from './tile';
export { createTiler, type Tiler } from './tiler';
export { createTree, type Tree } from './tree';
export { emptyRoot, HASH_BYTES, leafHash, nodeHash, sameHash } from './tree-hash';
export {
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
  type TreeHead,
} from './verify-proofs';
