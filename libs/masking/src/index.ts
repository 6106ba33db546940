export { createMasker, type Masker } from './create-masker';
export type { Injected } from './injected';
export { standIn } from './stand-in';
