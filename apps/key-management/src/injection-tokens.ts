/** What Nest injects that is not a class. */
export const ACCOUNTS = Symbol('AccountRepository');
export const CALLER_RESOLVERS = Symbol('CallerResolver[]');
export const CLOCK = Symbol('Clock');
export const FRESHNESS = Symbol('Freshness');
export const IDEMPOTENT = Symbol('Idempotent');
export const KEYS = Symbol('KeyRepository');
export const MERCHANT_KEYS = Symbol('MerchantKeys');
export const MODE = Symbol('Mode');
export const PEPPERS = Symbol('Peppers');
