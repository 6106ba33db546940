import { withoutInvisible } from '@latchkey/accounts-domain';

/** Whether two labels read the same: spaces of any kind and number, and characters that cannot be seen, do not count. */
export const sameToTheEye = (one: string, other: string): boolean => asSeen(one) === asSeen(other);

const asSeen = (text: string): string => withoutInvisible(text.normalize('NFC')).replace(/\s+/gu, ' ').trim();
