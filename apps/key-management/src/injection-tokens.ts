/** What Nest injects that is not a class. */
export const ACCOUNTS = Symbol('AccountRepository');
export const CALLER_RESOLVERS = Symbol('CallerResolver[]');
export const CLOCK = Symbol('Clock');
export const FRESHNESS = Symbol('Freshness');
export const IDEMPOTENT = Symbol('Idempotent');
export const KEYS = Symbol('KeyRepository');
export const LAST_USED = Symbol('LastUsed');
export const LINK_MAILS = Symbol('LinkMails');
export const LINKS = Symbol('Links');
export const MERCHANT_KEYS = Symbol('MerchantKeys');
export const MODE = Symbol('Mode');
export const ORIGINS = Symbol('Origins');
export const PASSWORDS = Symbol('PasswordHasher');
export const PEPPERS = Symbol('Peppers');
export const POOL = Symbol('Pool');
export const SESSIONS = Symbol('Sessions');
export const THROTTLE = Symbol('Throttle');
