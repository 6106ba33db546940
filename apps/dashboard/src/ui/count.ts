const format = new Intl.NumberFormat('en');

export const count = (number: number): string => format.format(number);

/** "10,000+" where it is known to be more. */
export const atLeast = (number: number, isLowerBound: boolean): string => `${count(number)}${isLowerBound ? '+' : ''}`;
