import { findSensitive } from '@latchkey/accounts-domain';

const MAX_CHARS = 254;
// eslint-disable-next-line no-control-regex
const ADDRESS = /^[^\s@"<>\u0000-\u001f\u007f]+@[^\s@"<>\u0000-\u001f\u007f]+\.[^\s@"<>\u0000-\u001f\u007f]+$/;

export interface Email {
  /** As its owner writes it. */
  readonly address: string;
  /** As it is compared. */
  readonly folded: string;
}

/** Undefined for what is no address that a mail can go to. */
export const parseEmail = (text: string): Email | undefined => {
  if (!text.isWellFormed()) return undefined;
  const address = text.trim().normalize('NFC');
  const isOne = address.length <= MAX_CHARS && ADDRESS.test(address) && !/\p{C}/u.test(address);
  return isOne && !findSensitive(address) ? { address, folded: foldEmail(address) } : undefined;
};

/** Whoever signs in may spell it otherwise than when they were invited. */
export const foldEmail = (address: string): string => address.normalize('NFKC').toLowerCase();
