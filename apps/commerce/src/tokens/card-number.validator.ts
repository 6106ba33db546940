import { passesLuhn } from '@latchkey/vault';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** 12 to 19 digits with a right check digit. The messages never repeat the value. */
export const IsCardNumber = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isCardNumber',
      validator: {
        validate: (value) => faultOf(value) === null,
        defaultMessage: (args) => `$property ${faultOf(args?.value) ?? 'is not valid'}`,
      },
    },
    options,
  );

function faultOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^[0-9]{12,19}$/.test(value)) return 'must be a string of 12 to 19 digits';
  return passesLuhn(value) ? null : 'does not pass the Luhn check';
}
