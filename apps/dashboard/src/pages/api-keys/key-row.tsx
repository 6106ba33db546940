import { Link } from '@tanstack/react-router';
import { memo, useRef, useState } from 'react';
import { ActorName } from '../../directory/actor-name';
import { useMerchants } from '../../directory/merchants.query';
import { type Key } from '../../keys/key.types';
import { keysText } from '../../keys/keys.text';
import { LabelEditor } from '../../keys/label-editor';
import { ReductionNote } from '../../keys/reduction-note';
import { scopeWords } from '../../keys/scope-words';
import { StatusBadge } from '../../keys/status-badge';
import { Moment } from '../../ui/moment';
import styles from './api-keys.module.css';
import { apiKeysText as text } from './api-keys.text';
import { actionsButtonId, KeyActions } from './key-actions';

interface KeyRowProps {
  readonly of: Key;
  readonly mayManage: boolean;
  readonly onDelete: (key: Key) => void;
}

export const KeyRow = memo(function KeyRow({ of: key, mayManage, onDelete }: KeyRowProps) {
  const { nameOf } = useMerchants();
  const [editing, setEditing] = useState(false);
  const row = useRef<HTMLTableRowElement>(null);
  const stopEditing = (): void => {
    setEditing(false);
    // After the label is back in its place.
    setTimeout(() => document.getElementById(actionsButtonId(key.id))?.focus());
  };

  return (
    <tr role="row" ref={row}>
      <td role="cell" className={styles.keyCell}>
        <div className={styles.key}>
          {editing ? (
            <LabelEditor of={key} onClose={stopEditing} />
          ) : (
            <Link className={styles.label} to="/settings/api-keys/$id" params={{ id: key.id }}>
              {key.label}
            </Link>
          )}
          <code className={styles.display}>{key.display}</code>
        </div>
      </td>
      <td role="cell" data-label={text.columns.scope}>
        <div className={styles.scope}>
          {scopeWords(key.scope, nameOf)}
          <ReductionNote of={key} />
        </div>
      </td>
      <td role="cell" data-label={text.columns.lastUsed}>
        <div className={styles.when}>
          {key.last_used_at === null ? (
            <span className={styles.muted}>{keysText.noUse}</span>
          ) : (
            <Moment at={key.last_used_at} />
          )}
        </div>
      </td>
      <td role="cell" data-label={text.columns.created}>
        <div className={styles.when}>
          <Moment at={key.created_at} />
          <span className={styles.who}>
            {text.by} <ActorName actor={key.created_by} />
          </span>
        </div>
      </td>
      <td role="cell" data-label={text.columns.status}>
        <div className={styles.when}>
          <span>
            <StatusBadge status={key.status} />
          </span>
          {key.revoked_at !== null && (
            <span className={styles.since}>
              <Moment at={key.revoked_at} />
            </span>
          )}
        </div>
      </td>
      {mayManage && (
        <td role="cell" className={styles.actions}>
          <KeyActions of={key} onRelabel={() => setEditing(true)} onDelete={() => onDelete(key)} />
        </td>
      )}
    </tr>
  );
});
