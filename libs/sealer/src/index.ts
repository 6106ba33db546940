/**
 * Trees, seals and their publication for a service whose logs are sealed.
 *
 * - Tables: `sealsMigration(schema)` and `sealsGrants(schema)`.
 * - Settings: `readSealingSettings(readSettings(sealingShape, env), mode)`.
 * - Running: `createSealing({ sources, publishers, … }).run(signal)` in any number of processes; `observeSealing` for metrics.
 * - A table of rows with dense ordinals: `createRowLog({ schema, log, read })` is a source.
 * - Publishers: `createFileSealPublisher(path)`, `createKafkaSealPublisher(settings, log)`.
 * - In a transaction of one's own: `appendLeaves`, `sealHead`; for proofs `createTileReader`.
 */
export { appendLeaves } from './append-leaves';
export type { LeafSource } from './leaf-source';
export type { LogPlace } from './log-place';
export { sealsGrants, sealsMigration } from './migration';
export { NotAsSealed } from './not-as-sealed';
export { createFileSealPublisher } from './publishing/file.publisher';
export { createKafkaSealPublisher } from './publishing/kafka.publisher';
export { SEALS_TOPIC } from './publishing/seal-record';
export type { PublishedSeal, SealPublisher } from './publishing/publisher.port';
export type { Queryable } from './queryable';
export { createRowLog, type RowLogOptions, type SealedRow } from './row-log';
export { sealHead } from './seal-head';
export { latestSeal, sealsAfter, type StoredSeal } from './seal.store';
export type { SealerStatus } from './sealer';
export type { SealerTerm } from './sealer-term';
export { createSealing, type Sealing, type SealingOptions, type SealingStatus } from './sealing';
export { observeSealing } from './sealing.metrics';
export { readSealingSettings, sealingShape, type SealingSettings } from './sealing.settings';
export { createTileReader, treeSizes } from './tree.store';
