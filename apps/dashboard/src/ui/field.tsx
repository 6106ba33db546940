import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import styles from './field.module.css';

interface Described {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Why the value is refused. */
  readonly error?: ReactNode;
}

interface FieldProps extends Described {
  readonly children: (control: ControlProps) => ReactNode;
  readonly className?: string | undefined;
}

interface ControlProps {
  readonly id: string;
  readonly className: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A label, a control, and what is said of it. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : '';
  const errorId = error ? `${id}-error` : '';
  return (
    <div className={classNames(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        className: styles.input ?? '',
        'aria-describedby': classNames(errorId, hintId) || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {hint && (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function FieldError({ id, children }: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <p className={styles.error} id={id}>
      <CircleAlert aria-hidden />
      <span>{children}</span>
    </p>
  );
}

export function TextField({ label, hint, error, className, ...input }: ComponentProps<'input'> & Described) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <input {...input} {...control} />}
    </Field>
  );
}

export function SelectField({ label, hint, error, className, ...select }: ComponentProps<'select'> & Described) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <select {...select} {...control} />}
    </Field>
  );
}
