import type { Feature, UnscopedOperation } from '@latchkey/accounts-domain';

/** What a route asks auth for. */
export type Operation = Feature | UnscopedOperation;
