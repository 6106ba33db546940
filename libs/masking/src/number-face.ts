import { cardFace } from '@latchkey/vault';
import { DIGITS, symbolsOf } from './alphabets';

/** What anybody may know of a number: nothing else decides what is masked, or masking would tell the rest. */
export interface NumberFace {
  readonly first: Uint8Array;
  readonly hidden: number;
  readonly last: Uint8Array;
  readonly length: number;
  /** Whether `first` is so long that digits behind it are hidden even if the number does not end as this one does. */
  readonly tellsByFirst: boolean;
}

const FEWEST_TELLING = 6;

/** `value`: at least twelve digits. Leading zeros are lost where it is written as a number, so it has a second face. */
export function numberFaces(value: string): NumberFace[] {
  const { issuerIdentificationNumber, lastFour } = cardFace(value);
  const first = issuerIdentificationNumber ?? '';
  const hidden = value.length - first.length - lastFour.length;
  const asNumber = first.replace(/^0+/, '');
  return [...new Set([first, asNumber])].map((shown) => ({
    first: symbolsOf(DIGITS, shown),
    hidden,
    last: symbolsOf(DIGITS, lastFour),
    length: shown.length + hidden + lastFour.length,
    tellsByFirst: shown.length >= FEWEST_TELLING,
  }));
}
