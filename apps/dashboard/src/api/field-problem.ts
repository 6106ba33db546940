import { ApiProblem } from './api-problem';

/** What the server says of one member of the body, as a sentence beginning with the field's name. */
export function fieldProblem(error: unknown, field: string, name: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const found = error.fields.find((problem) => problem.field === field || problem.field.startsWith(`${field}.`));
  return found && `${name} ${found.message}.`;
}

/** Whether what is wrong is said at the fields, so that nothing need be said of the whole. */
export const isSaidAtFields = (error: unknown, ...fields: readonly string[]): boolean =>
  error instanceof ApiProblem &&
  error.fields.length > 0 &&
  error.fields.every(({ field }) => fields.some((name) => field === name || field.startsWith(`${name}.`)));
