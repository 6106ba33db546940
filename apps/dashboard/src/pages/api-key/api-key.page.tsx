import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CopyPlus, Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import { isProblem } from '../../api/send';
import { DeleteKeyDialog } from '../../keys/delete-key.dialog';
import { type Key } from '../../keys/key.types';
import { keyQuery } from '../../keys/keys.queries';
import { keysText } from '../../keys/keys.text';
import { LabelEditor } from '../../keys/label-editor';
import { mayManageKeys, useSession } from '../../session/session.query';
import { BackLink } from '../../ui/back-link';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Page } from '../../ui/page';
import styles from './api-key.module.css';
import { apiKeyText as text } from './api-key.text';
import { KeyFactsCard } from './key-facts.card';
import { KeyScopeCard } from './key-scope.card';
import { NoKey } from './no-key';

const route = getRouteApi('/settings/api-keys/$id');

export function ApiKeyPage() {
  const { id } = route.useParams();
  return <KeyPage key={id} id={id} />;
}

function KeyPage({ id }: { readonly id: string }) {
  const mayManage = mayManageKeys(useSession());
  const { data: key, error, refetch } = useQuery(keyQuery(id));
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState<Key | null>(null);
  const renameButton = useRef<HTMLButtonElement>(null);
  const deleteButton = useRef<HTMLButtonElement>(null);
  const mayChange = mayManage && key?.status === 'active';
  const stopEditing = (): void => {
    setEditing(false);
    setTimeout(() => renameButton.current?.focus());
  };

  return (
    <Page
      above={<BackLink to="/settings/api-keys">{text.back}</BackLink>}
      title={key?.label ?? (isProblem(error, 'not_found') ? text.notFound.title : text.title)}
      insteadOfTitle={key && editing && <LabelEditor of={key} onClose={stopEditing} />}
      besideTitle={
        mayChange && (
          <Button
            ref={renameButton}
            look="quiet"
            size="small"
            icon
            aria-label={keysText.label.edit(key.label)}
            onClick={() => setEditing(true)}
          >
            <Pencil aria-hidden />
          </Button>
        )
      }
      actions={
        key &&
        mayManage && (
          <ButtonLink to="/settings/api-keys/new" search={{ replaces: id }}>
            <CopyPlus aria-hidden />
            {text.replace}
          </ButtonLink>
        )
      }
    >
      {key ? (
        <>
          <KeyFactsCard of={key} />
          <KeyScopeCard of={key} />
        </>
      ) : (
        <NoKey error={error} onRetry={() => void refetch()} />
      )}
      {mayChange && (
        <Card title={text.danger.title} intro={text.danger.body}>
          <Button ref={deleteButton} look="dangerOutline" className={styles.delete} onClick={() => setDeleting(key)}>
            {text.danger.button}
          </Button>
        </Card>
      )}
      {deleting && (
        <DeleteKeyDialog
          of={deleting}
          onClose={() => setDeleting(null)}
          returnFocusTo={() => deleteButton.current ?? document.querySelector('h1')}
        />
      )}
    </Page>
  );
}
