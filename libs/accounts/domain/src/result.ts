/** A body member by its HTTP name (`scope.merchant_ids`, `data.0.host`) and what is wrong with it, never its value. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Why a command is refused; safe to show to its sender. `validation_failed` names every field, `field` is the first. */
export interface Rejection<Classifier extends string = string> {
  readonly classifier: Classifier;
  readonly detail: string;
  readonly field?: string;
  readonly errors?: readonly FieldError[];
}

/** What a decision came to. No events: nothing changes, and that is a success. */
export type Result<Event, Classifier extends string = string> =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly rejection: Rejection<Classifier> };

/** A value that was checked and brought into its normal form, or the reason why it cannot be. */
export type Checked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string };

export const accept = <Event>(
  ...events: readonly Event[]
): { readonly ok: true; readonly events: readonly Event[] } => ({
  ok: true,
  events,
});

export const reject = <Classifier extends string>(classifier: Classifier, detail: string) =>
  ({ ok: false, rejection: { classifier, detail } }) as const;

/** `errors` has at least one member. */
export const rejectFields = (errors: readonly FieldError[]) => {
  const [first = { field: '', message: 'The request is not valid.' }, ...more] = errors;
  return {
    ok: false,
    rejection: {
      classifier: 'validation_failed',
      detail: `${first.field} ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`,
      field: first.field,
      errors,
    },
  } as const;
};

export const valid = <Value>(value: Value): Checked<Value> => ({ ok: true, value });
export const invalid = (reason: string): Checked<never> => ({ ok: false, reason });
