import { useMerchants } from '../../directory/merchants.query';
import { FieldError } from '../../ui/field';
import styles from './destination-fields.module.css';
import { destinationsText as text } from './destinations.text';

interface MerchantChoiceProps {
  /** Null: all. */
  readonly chosen: readonly string[] | null;
  readonly onChange: (chosen: readonly string[] | null) => void;
  readonly error: string | undefined;
}

export function MerchantChoice({ chosen, onChange, error }: MerchantChoiceProps) {
  const { active = [], get } = useMerchants();
  // One that was removed since stays as it is until it is taken away.
  const offered = [...active, ...(chosen ?? []).map(get).filter((merchant) => merchant?.status === 'removed')].filter(
    (merchant) => merchant !== undefined,
  );
  const toggle = (id: string, on: boolean): void =>
    onChange(on ? [...(chosen ?? []), id] : (chosen ?? []).filter((other) => other !== id));
  return (
    <fieldset className={styles.group}>
      <legend>{text.fields.merchants}</legend>
      <label className={styles.choice}>
        <input type="radio" name="merchants" checked={chosen === null} onChange={() => onChange(null)} />
        {text.choices.allMerchants}
      </label>
      <label className={styles.choice}>
        <input type="radio" name="merchants" checked={chosen !== null} onChange={() => onChange(chosen ?? [])} />
        {text.choices.someMerchants}
      </label>
      {chosen !== null && (
        <div className={styles.merchants} role="group" aria-label={text.fields.merchants}>
          {offered.map(({ id, legal_name: name }) => (
            <label key={id} className={styles.choice}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              {name}
            </label>
          ))}
        </div>
      )}
      {error && <FieldError>{error}</FieldError>}
      <p className={styles.hint}>{text.hints.merchants}</p>
    </fieldset>
  );
}
