/** A month as cards show it: 1 is `01`. */
export const twoDigits = (month: number): string => `${month}`.padStart(2, '0');
