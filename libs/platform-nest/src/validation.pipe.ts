import { fieldName, Problem, type FieldError } from '@latchkey/platform';
import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import { faultOfMembers } from './body/json-members';

/** A body can hold as many unknown members as fit into it. */
const MAX_ERRORS = 100;

const OPTIONS: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
};

/**
 * Turns `@Body() dto: SomeDto` into a checked instance: 400 without a body, 422 with `errors[]` for members that are
 * wrong, missing or unknown. `@Query() dto: SomeDto` likewise, but 400 `bad_query`. DTOs use class-validator (synchronous
 * validators only) and class-transformer's `@Type` for nested ones. Other parameters pass.
 */
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || metatype === undefined || PLAIN.has(metatype)) return value;
    if (typeof value !== 'object' || value === null) throw new Problem('malformed_body');
    // Of a body this was asked when it was read; class-transformer would leave such members out in silence.
    const fault = type === 'query' ? faultOfMembers(value) : undefined;
    if (fault !== undefined) throw new Problem('bad_query', { errors: fault.errors ?? [] });
    const instance: object = plainToInstance(metatype, value);
    const faults = validateSync(instance, OPTIONS);
    if (faults.length === 0) return instance;
    const errors = faults.flatMap((fault) => fieldErrors(fault, '')).slice(0, MAX_ERRORS);
    throw new Problem(type === 'body' ? 'validation_failed' : 'bad_query', { errors });
  }
}

/** What a parameter's type is when it says nothing. */
const PLAIN: ReadonlySet<unknown> = new Set([Object, String, Number, Boolean, Array]);

function fieldErrors(fault: ValidationError, parent: string): FieldError[] {
  const path = parent === '' ? fault.property : `${parent}.${fault.property}`;
  const own = Object.entries(fault.constraints ?? {}).map(([constraint, message]) => ({
    field: fieldName(path),
    message: constraint === 'whitelistValidation' ? 'is not known' : withoutName(message, fault.property),
  }));
  return [...own, ...(fault.children ?? []).flatMap((child) => fieldErrors(child, path))];
}

/** class-validator begins its messages with the member's name; the name stands in `field`, cleaned. */
function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
