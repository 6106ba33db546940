import { isFeature, isUnscopedOperation, type Feature, type UnscopedOperation } from '@latchkey/accounts-domain';

/** What a check can ask about. */
export type Operation = Feature | UnscopedOperation;

export const isOperation = (text: string): text is Operation => isFeature(text) || isUnscopedOperation(text);

/** What may still be done with what a removed merchant left behind. */
const LEFT_FOR_REMOVED: ReadonlySet<Operation> = new Set<Operation>([
  'tokens.list',
  'tokens.read',
  'tokens.delete',
  'tokens.consume',
  'payment-data.list',
]);

export const isLeftForRemovedMerchant = (operation: Operation | undefined): boolean =>
  operation !== undefined && LEFT_FOR_REMOVED.has(operation);
