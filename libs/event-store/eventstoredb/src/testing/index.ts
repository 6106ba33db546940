export { DoubleLog, type DoubleRecord } from './double-log';
export type { Fault, Method } from './faults';
export { type EsdbDouble, startEsdbDouble } from './start-esdb-double';
