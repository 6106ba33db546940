import { ID_START } from './key-format';

/** `lk_live_3fK9aB…x7Qe`: what people may see of a key. */
export const displayKey = (key: string): string => `${key.slice(0, ID_START + 6)}…${key.slice(-4)}`;
