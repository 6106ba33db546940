import { fieldProblem } from '../../api/field-problem';
import { useSession } from '../../session/session.query';
import { Field, TextField } from '../../ui/field';
import { type DestinationDraft } from './destination-draft';
import styles from './destination-fields.module.css';
import { destinationsText as text } from './destinations.text';
import { MerchantChoice } from './merchant-choice';

interface DestinationFieldsProps {
  readonly draft: DestinationDraft;
  readonly onChange: (draft: DestinationDraft) => void;
  readonly error: unknown;
  /** Where it stands in the list that is sent: by that the server names its fields. */
  readonly place: number;
  readonly complaint: 'ports' | 'merchants' | null;
}

export function DestinationFields({ draft, onChange, error, place, complaint }: DestinationFieldsProps) {
  const { mode } = useSession();
  const refused = (field: string, name: string): string | undefined =>
    fieldProblem(error, `data.${place}.${field}`, name);
  const set = (changes: Partial<DestinationDraft>): void => onChange({ ...draft, ...changes });
  return (
    <>
      <TextField
        label={text.fields.host}
        hint={text.hints.host}
        error={refused('host', text.fields.host)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        required
        data-autofocus
        value={draft.host}
        onChange={(event) => set({ host: event.target.value })}
      />
      <TextField
        label={text.fields.ports}
        hint={text.hints.ports}
        error={complaint === 'ports' ? text.badPorts : refused('ports', text.fields.ports)}
        autoComplete="off"
        value={draft.ports}
        onChange={(event) => set({ ports: event.target.value })}
      />
      <Field
        label={text.fields.path_prefixes}
        hint={text.hints.path_prefixes}
        error={refused('path_prefixes', text.fields.path_prefixes)}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={draft.pathPrefixes}
            onChange={(event) => set({ pathPrefixes: event.target.value })}
          />
        )}
      </Field>
      <MerchantChoice
        chosen={draft.merchantIds}
        onChange={(merchantIds) => set({ merchantIds })}
        error={complaint === 'merchants' ? text.noMerchant : refused('merchant_ids', text.fields.merchants)}
      />
      <fieldset className={styles.group}>
        <legend>{text.fields.relay}</legend>
        {(['masked', 'status_only'] as const).map((relay) => (
          <label key={relay} className={styles.choice}>
            <input type="radio" name="relay" checked={draft.relay === relay} onChange={() => set({ relay })} />
            {text.choices[relay]}
          </label>
        ))}
      </fieldset>
      {(mode === 'test' || draft.insecureLoopback) && (
        <div className={styles.group}>
          <label className={styles.choice}>
            <input
              type="checkbox"
              checked={draft.insecureLoopback}
              onChange={(event) => set({ insecureLoopback: event.target.checked })}
            />
            {text.fields.insecure_loopback}
          </label>
          <p className={styles.hint}>
            {refused('insecure_loopback', text.fields.insecure_loopback) ?? text.hints.insecure_loopback}
          </p>
        </div>
      )}
    </>
  );
}
