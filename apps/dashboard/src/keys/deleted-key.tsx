import { ActorName } from '../directory/actor-name';
import { useSession } from '../session/session.query';
import { Moment } from '../ui/moment';
import { Notice } from '../ui/notice';
import { type Actor } from './key.types';
import { keysText } from './keys.text';

const text = keysText.deleting;

export interface Deletion {
  readonly at: string;
  /** Unknown if it could not be read any more. */
  readonly by: Actor | null;
}

/** The word that a key is dead, and since when. */
export function DeletedKey({ deletion: { at, by } }: { readonly deletion: Deletion }) {
  const { user } = useSession();
  const bySomebodyElse = by !== null && (by.type !== 'user' || by.id !== user.id);
  return (
    <Notice tone={bySomebodyElse ? 'info' : 'success'} role="status">
      {bySomebodyElse && <p>{text.earlier}</p>}
      <p>
        {text.revokedAt} <Moment at={at} as="short" />
        {bySomebodyElse && (
          <>
            {' '}
            {text.by} <ActorName actor={by} />
          </>
        )}
        ; {text.dead}
      </p>
    </Notice>
  );
}
