import { type FormEvent, useId, useState } from 'react';
import { fieldProblem } from '../api/field-problem';
import { problemSentence } from '../api/problem.text';
import { useSubmission } from '../api/use-submission';
import { announce } from '../ui/announcer';
import { Button } from '../ui/button';
import { FieldError } from '../ui/field';
import { uiText } from '../ui/ui.text';
import { type Key } from './key.types';
import { keyChanged } from './keys.queries';
import { relabelKey } from './keys.calls';
import { keysText } from './keys.text';
import styles from './label-editor.module.css';
import { checkLabel } from './label-rule';

const text = keysText.label;

interface LabelEditorProps {
  readonly of: Pick<Key, 'id' | 'label'>;
  /** After saving and after giving up; whoever shows the label puts the focus back. */
  readonly onClose: () => void;
}

/** A label as a field, in its place: Enter saves, Escape leaves it as it was. */
export function LabelEditor({ of: { id, label }, onClose }: LabelEditorProps) {
  const errorId = useId();
  const [value, setValue] = useState(label);
  const { pending, error, submit } = useSubmission((changed: string) => relabelKey(id, changed));
  const checked = checkLabel(value);
  const complaint = 'complaint' in checked ? checked.complaint : complaintOf(error);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ('complaint' in checked) return;
    if (checked.label === label) return onClose();
    const changed = await submit(checked.label);
    if (!changed) return;
    keyChanged(changed);
    announce(text.saved(changed.label));
    onClose();
  };

  return (
    <form
      className={styles.form}
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className={styles.row}>
        <input
          className={styles.input}
          aria-label={text.field(label)}
          aria-invalid={complaint ? true : undefined}
          aria-describedby={complaint ? errorId : undefined}
          autoComplete="off"
          autoFocus
          onFocus={(event) => event.target.select()}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" size="small" look="primary" busy={pending}>
          {pending ? uiText.saving : uiText.save}
        </Button>
        <Button size="small" onClick={onClose}>
          {uiText.cancel}
        </Button>
      </div>
      <div role="alert">{complaint && <FieldError id={errorId}>{complaint}</FieldError>}</div>
    </form>
  );
}

const complaintOf = (error: unknown): string | undefined =>
  error === null ? undefined : (fieldProblem(error, 'label', text.name) ?? problemSentence(error));
