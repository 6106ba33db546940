import { detectScheme } from '@latchkey/vault';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * Three digits; four for a card of American Express, whose number stands in the member `account_number`. The messages never
 * repeat the value.
 */
export const IsSecurityCode = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isSecurityCode',
      validator: {
        validate: (value, args) => faultOf(value, args?.object) === null,
        defaultMessage: (args) => `$property ${faultOf(args?.value, args?.object) ?? 'is not valid'}`,
      },
    },
    options,
  );

function faultOf(value: unknown, card: object | undefined): string | null {
  if (typeof value !== 'string' || !/^[0-9]{3,4}$/.test(value)) return 'must be a string of 3 or 4 digits';
  if (value.length === 3) return null;
  const accountNumber: unknown = card === undefined ? undefined : Reflect.get(card, 'account_number');
  const isAmex = typeof accountNumber === 'string' && detectScheme(accountNumber) === 'American Express';
  return isAmex ? null : 'must have 3 digits; 4 are for American Express alone';
}
