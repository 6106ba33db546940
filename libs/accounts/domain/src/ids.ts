/** A kind of string: plain text may become one, but one kind of id can never stand in for another. */
type Flavour<Kind extends string> = string & { readonly __kind?: Kind };

/** UUIDv4, lower case, with dashes. */
export type AccountId = Flavour<'account'>;
export type MerchantId = Flavour<'merchant'>;
export type DestinationId = Flavour<'destination'>;
export type KeyId = Flavour<'key'>;

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuidV4 = (text: string): boolean => uuidV4.test(text);
