import { q } from '@latchkey/platform-nest';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A time in ISO 8601 with `Z` or an offset, or a date, which is its UTC midnight. */
export const IsTime = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isTime',
      validator: {
        validate: (value) => typeof value === 'string' && q.time.parse(value) !== undefined,
        defaultMessage: () => `$property must be ${q.time.expected}`,
      },
    },
    options,
  );
