import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActorName } from '../../directory/actor-name';
import { type Actor, type Key } from '../../keys/key.types';
import { keyQuery, replacedByQuery } from '../../keys/keys.queries';
import { keysText } from '../../keys/keys.text';
import { StatusBadge } from '../../keys/status-badge';
import { Card } from '../../ui/card';
import { CopyButton } from '../../ui/copy-button';
import { Facts } from '../../ui/facts';
import { Moment } from '../../ui/moment';
import styles from './api-key.module.css';
import { apiKeyText } from './api-key.text';

const text = apiKeyText.facts;

export function KeyFactsCard({ of: key }: { readonly of: Key }) {
  const { data: replacement } = useQuery(replacedByQuery(key.id));
  return (
    <Card title={text.title}>
      <Facts
        facts={[
          [text.display, <code key="display">{key.display}</code>],
          [text.status, <StatusBadge key="status" status={key.status} />],
          [text.created, <Done key="created" at={key.created_at} by={key.created_by} />],
          [text.revoked, key.revoked_at && <Done at={key.revoked_at} by={key.revoked_by} />],
          [text.lastUsed, key.last_used_at === null ? keysText.noUse : <Moment at={key.last_used_at} />],
          [text.replaces, key.replaces && <KeyLink id={key.replaces} />],
          [text.replacedBy, replacement && <KeyLink id={replacement.id} />],
          [
            text.id,
            <span key="id" className={styles.display}>
              <code>{key.id}</code>
              <CopyButton size="small" look="quiet" value={key.id} label={text.copyId} />
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

function Done({ at, by }: { readonly at: string; readonly by: Actor | null }) {
  return (
    <>
      <Moment at={at} />
      {by && (
        <>
          {' '}
          {text.by} <ActorName actor={by} />
        </>
      )}
    </>
  );
}

function KeyLink({ id }: { readonly id: string }) {
  const { data } = useQuery(keyQuery(id));
  return (
    <Link to="/settings/api-keys/$id" params={{ id }}>
      {data?.label ?? apiKeyText.title}
    </Link>
  );
}
