import { fieldProblem } from '../../api/field-problem';
import { mayManageForwarding, useSession } from '../../session/session.query';
import { TextField } from '../../ui/field';
import styles from './merchant-fields.module.css';
import { FIELD_NAMES, type MerchantDraft } from './merchant-draft';
import { merchantsText as text } from './merchants.text';

interface MerchantFieldsProps {
  readonly draft: MerchantDraft;
  readonly onChange: (draft: MerchantDraft) => void;
  readonly error: unknown;
}

export function MerchantFields({ draft, onChange, error }: MerchantFieldsProps) {
  const mayForward = mayManageForwarding(useSession());
  const hintOf: Partial<Record<keyof MerchantDraft, string>> = {
    ...text.hints,
    ...(!mayForward && { payment_forward_url: text.hints.forwardUrlForOwners }),
  };
  return (
    <div className={styles.fields}>
      {FIELD_NAMES.map((name) => (
        <TextField
          key={name}
          className={styles[name]}
          label={text.fields[name]}
          hint={hintOf[name]}
          error={fieldProblem(error, name, text.fields[name])}
          name={name}
          autoComplete="off"
          inputMode={name.endsWith('_url') ? 'url' : 'text'}
          required={name === 'legal_name'}
          data-autofocus={name === 'legal_name' || undefined}
          readOnly={name === 'payment_forward_url' && !mayForward}
          value={draft[name]}
          onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
        />
      ))}
    </div>
  );
}
