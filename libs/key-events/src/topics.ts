/** Where published events go. Neither is ever compacted, and nothing in them expires. */
export const topics = { apiKeys: 'latchkey.api-keys.v1', accounts: 'latchkey.accounts.v1' } as const;
export type Topic = (typeof topics)[keyof typeof topics];

/** Where seals of the logs go. Kept like the others; its records have no stream and no version. */
export const sealsTopic = 'latchkey.seals.v1';

/** What a relay subscribes to: the streams whose events are published. */
export const publishedStreamPrefixes = ['account-', 'apikey-'] as const;

/** Of each topic. It can't be changed later without breaking the order that is kept for each key. */
export const PARTITIONS = 12;
