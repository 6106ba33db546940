import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { isProblem } from '../../api/send';
import { DeleteKeyDialog } from '../../keys/delete-key.dialog';
import { type Key } from '../../keys/key.types';
import { fromStart, type KeysSearch } from '../../keys/keys-search';
import { keysQuery } from '../../keys/keys.queries';
import { keysText } from '../../keys/keys.text';
import { mayManageKeys, useSession } from '../../session/session.query';
import { Button, ButtonLink } from '../../ui/button';
import { atLeast } from '../../ui/count';
import { Notice, ProblemNotice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { uiText } from '../../ui/ui.text';
import styles from './api-keys.module.css';
import { apiKeysText as text } from './api-keys.text';
import { actionsButtonId } from './key-actions';
import { KeysPager } from './keys-pager';
import { KeysTable } from './keys-table';
import { KeysToolbar } from './keys-toolbar';
import { NoKeys } from './no-keys';

const route = getRouteApi('/settings/api-keys');

export function ApiKeysPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = mayManageKeys(useSession());
  const { data, error, isPlaceholderData, isPending, refetch } = useQuery(keysQuery(search));
  const [deleting, setDeleting] = useState<Key | null>(null);
  const onDelete = useCallback((key: Key) => setDeleting(key), []);
  // Cursors are ours to change: one that was kept may be good no more.
  const isCursorRefused = search.cursor !== undefined && isProblem(error, 'bad_query');
  const go = (to: KeysSearch, replace = false): void => void navigate({ search: to, replace, resetScroll: false });
  const noKeys = <NoKeys search={search} mayCreate={mayManage} onClear={() => go({})} />;

  return (
    <Page
      title={text.title}
      intro={text.intro}
      actions={
        mayManage && (
          <ButtonLink look="primary" to="/settings/api-keys/new">
            <Plus aria-hidden />
            {text.create}
          </ButtonLink>
        )
      }
    >
      {!mayManage && (
        <Notice tone="info">
          <p>{keysText.viewer}</p>
        </Notice>
      )}
      <KeysToolbar search={search} onChange={go} />
      {isCursorRefused ? (
        noKeys
      ) : error && !data ? (
        <ProblemNotice error={error}>
          <Button onClick={() => void refetch()}>{uiText.retry}</Button>
        </ProblemNotice>
      ) : (
        <div className={styles.results}>
          <p className={styles.meta} role="status">
            {isPending ? text.loading : data && !isPlaceholderData && totalWords(data.pagination)}
          </p>
          {data?.data.length === 0 ? (
            noKeys
          ) : (
            <KeysTable
              keys={data?.data}
              busy={isPlaceholderData || isPending}
              search={search}
              onSort={(sort) => go({ ...fromStart(search), sort })}
              onDelete={onDelete}
              mayManage={mayManage}
            />
          )}
          {data && data.data.length > 0 && (
            <KeysPager search={search} pagination={data.pagination} shown={data.data.length} />
          )}
        </div>
      )}
      {deleting && (
        <DeleteKeyDialog
          of={deleting}
          onClose={() => setDeleting(null)}
          returnFocusTo={() => document.getElementById(actionsButtonId(deleting.id)) ?? document.querySelector('h1')}
        />
      )}
    </Page>
  );
}

function totalWords({
  total_items: total,
  total_is_lower_bound: more,
}: {
  readonly total_items: number | null;
  readonly total_is_lower_bound?: true;
}): string {
  return total === null ? '' : text.found(atLeast(total, more === true), total === 1);
}
