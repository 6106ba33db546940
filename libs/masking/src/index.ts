export type { Injected } from './injected';
export { maskBody } from './mask-body';
export { maskText } from './mask-text';
