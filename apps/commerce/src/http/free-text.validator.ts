import { checkFreeText } from '@latchkey/accounts-domain';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Text that may be kept and shown: 1 to 100 characters, no control characters, nothing like a key or a card number. */
export const IsFreeText = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isFreeText',
      validator: {
        validate: (value) => faultOf(value) === null,
        defaultMessage: (args) => `$property ${faultOf(args?.value) ?? 'is not valid'}`,
      },
    },
    options,
  );

/** The text as it is kept: trimmed, in NFC. Call it with what `IsFreeText` has passed. */
export function freeText(text: string): string {
  const checked = checkFreeText(text);
  if (!checked.ok) throw new TypeError('the text was not validated');
  return checked.value;
}

function faultOf(value: unknown): string | null {
  if (typeof value !== 'string') return 'must be a string';
  const checked = checkFreeText(value);
  return checked.ok ? null : checked.reason;
}
