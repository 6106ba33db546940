import { useState } from 'react';
import { DeleteKeyDialog } from '../../keys/delete-key.dialog';
import { type CreatedKey } from '../../keys/key.types';
import { Button, ButtonLink } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import styles from './create-api-key.module.css';
import { createApiKeyText } from './create-api-key.text';

const text = createApiKeyText.lost;

interface LostSecretProps {
  readonly of: CreatedKey;
  readonly onAgain: () => void;
}

/** A repeated creation found the key made, and secrets are shown once. */
export function LostSecret({ of: key, onAgain }: LostSecretProps) {
  const [deleting, setDeleting] = useState(false);
  return (
    <Page title={text.title}>
      <Notice tone="warning" role="status">
        <p>{text.body}</p>
      </Notice>
      <div className={styles.actions}>
        <Button look="danger" onClick={() => setDeleting(true)}>
          {text.remove}
        </Button>
        <Button onClick={onAgain}>{text.again}</Button>
        <ButtonLink look="quiet" to="/settings/api-keys/$id" params={{ id: key.id }}>
          {text.open}
        </ButtonLink>
      </div>
      {deleting && <DeleteKeyDialog of={key} onClose={() => setDeleting(false)} />}
    </Page>
  );
}
