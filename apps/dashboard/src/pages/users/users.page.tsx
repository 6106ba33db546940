import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { usersQuery } from '../../directory/users.query';
import { mayManageUsers, useSession } from '../../session/session.query';
import { type User } from '../../session/session.types';
import { Button } from '../../ui/button';
import { ListState } from '../../ui/list-state';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Rows } from '../../ui/rows';
import { Invitations } from './invitations';
import { InviteDialog } from './invite.dialog';
import { UserRow } from './user-row';
import { usersText as text } from './users.text';

export function UsersPage() {
  const session = useSession();
  const mayManage = mayManageUsers(session);
  const users = useQuery(usersQuery);
  const [inviting, setInviting] = useState(false);

  return (
    <Page
      title={text.title}
      intro={text.intro}
      actions={
        mayManage && (
          <Button look="primary" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden />
            {text.invite.open}
          </Button>
        )
      }
    >
      {!mayManage && (
        <Notice tone="info">
          <p>{text.notOwner}</p>
        </Notice>
      )}
      <ListState query={users}>{(all) => <UserLists all={all} mayManage={mayManage} />}</ListState>
      <Invitations mayManage={mayManage} />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}

function UserLists({ all, mayManage }: { readonly all: readonly User[]; readonly mayManage: boolean }) {
  const present = all.filter((user) => user.removed_at === null);
  const former = all.filter((user) => user.removed_at !== null);
  return (
    <>
      <Rows label={text.list}>
        {present.map((user) => (
          <UserRow key={user.id} user={user} mayManage={mayManage} />
        ))}
      </Rows>
      {former.length > 0 && (
        <details>
          <summary>{text.former(former.length)}</summary>
          <Rows label={text.former(former.length)}>
            {former.map((user) => (
              <UserRow key={user.id} user={user} mayManage={false} />
            ))}
          </Rows>
        </details>
      )}
    </>
  );
}
