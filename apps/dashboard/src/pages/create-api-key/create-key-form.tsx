import { type FormEvent, useEffect, useRef, useState } from 'react';
import { fieldProblem, isSaidAtFields } from '../../api/field-problem';
import { type Submission } from '../../api/use-submission';
import { draftProblems, type KeyDraft, newKeyOf } from '../../keys/key-draft';
import { type CreatedKey } from '../../keys/key.types';
import { type NewKey } from '../../keys/keys.calls';
import { Button, ButtonLink } from '../../ui/button';
import { ProblemNotice } from '../../ui/notice';
import { uiText } from '../../ui/ui.text';
import styles from './create-api-key.module.css';
import { createApiKeyText as text } from './create-api-key.text';
import { DraftSummary } from './draft-summary';
import { LabelField } from './label-field';
import { ReachFields, tooManyMerchants } from './reach-fields';

interface CreateKeyFormProps {
  readonly draft: KeyDraft;
  readonly onChange: (draft: KeyDraft) => void;
  readonly replaces: string | null;
  readonly submission: Pick<Submission<NewKey, CreatedKey>, 'pending' | 'error'>;
  readonly onSubmit: (body: NewKey) => void;
}

export function CreateKeyForm({
  draft,
  onChange,
  replaces,
  submission: { pending, error },
  onSubmit,
}: CreateKeyFormProps) {
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const problems = attempts > 0 ? draftProblems(draft) : [];
  const change = (part: Partial<KeyDraft>): void => onChange({ ...draft, ...part });

  useEffect(() => {
    if (attempts === 0 && error === null) return;
    const invalid = form.current?.querySelector<HTMLElement>(
      'input[aria-invalid="true"], [data-invalid] input:not(:disabled)',
    );
    invalid?.focus();
  }, [attempts, error]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempts(attempts + 1);
    const body = newKeyOf(draft, replaces);
    if (body) onSubmit(body);
  };

  return (
    <form ref={form} className={styles.layout} onSubmit={submit} noValidate>
      <div className={styles.form}>
        {!isSaidAtFields(error, 'label', 'scope') && <ProblemNotice error={error} />}
        <LabelField
          value={draft.label}
          onChange={(label) => change({ label })}
          tried={attempts > 0}
          refused={fieldProblem(error, 'label', text.label)}
        />
        <ReachFields
          draft={draft}
          onChange={change}
          errors={{
            reach: problems.includes('reach') ? text.reach.missing : undefined,
            merchants: problems.includes('merchants')
              ? text.merchants.missing
              : problems.includes('tooManyMerchants')
                ? tooManyMerchants
                : fieldProblem(error, 'scope.merchant_ids', text.fields.merchants),
            features: problems.includes('features')
              ? text.features.missing
              : fieldProblem(error, 'scope.features', text.fields.features),
          }}
        />
      </div>
      <div className={styles.side}>
        <DraftSummary draft={draft} />
      </div>
      <div className={styles.actions}>
        <Button type="submit" look="primary" busy={pending}>
          {pending ? text.submitting : text.submit}
        </Button>
        <ButtonLink to="/settings/api-keys">{uiText.cancel}</ButtonLink>
      </div>
    </form>
  );
}
