import { type ReactNode, useId } from 'react';
import styles from './choice.module.css';
import { FieldError } from './field';

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly label: ReactNode;
  readonly aside?: ReactNode;
  readonly means?: ReactNode;
  /** Why it cannot be chosen; it is off then. */
  readonly unavailable?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Something to choose, with what it means. */
export function Choice({ type, name, label, aside, means, unavailable, checked, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <label className={styles.choice}>
      <input
        type={type}
        name={name}
        checked={checked}
        disabled={Boolean(unavailable)}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-means`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles.words}>
        <span className={styles.name}>
          <span id={`${id}-name`}>{label}</span>
          {aside && <span className={styles.aside}>{aside}</span>}
        </span>
        <span id={`${id}-means`}>
          {means && <span className={styles.means}>{means}</span>}
          {unavailable && <span className={styles.reason}> {unavailable}</span>}
        </span>
      </span>
    </label>
  );
}

interface ChoiceGroupProps {
  readonly legend: ReactNode;
  readonly error?: ReactNode;
  readonly children: ReactNode;
}

export function ChoiceGroup({ legend, error, children }: ChoiceGroupProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? id : undefined} data-invalid={error ? true : undefined}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.group}>
        {children}
        {error && <FieldError id={id}>{error}</FieldError>}
      </div>
    </fieldset>
  );
}
