import { Ellipsis, UserCog, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../session/session.query';
import { type User } from '../../session/session.types';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ActionMenu } from '../../ui/action-menu';
import { Moment } from '../../ui/moment';
import { Row } from '../../ui/rows';
import { ChangeRoleDialog } from './change-role.dialog';
import { RemoveUserDialog } from './remove-user.dialog';
import { usersText as text } from './users.text';

interface UserRowProps {
  readonly user: User;
  readonly mayManage: boolean;
}

export function UserRow({ user, mayManage }: UserRowProps) {
  const { user: me } = useSession();
  const [open, setOpen] = useState<'role' | 'remove' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Row
      title={user.name}
      badges={
        <>
          <Badge tone={user.role === 'owner' ? 'info' : 'neutral'}>{text.role[user.role]}</Badge>
          {user.id === me.id && <Badge tone="neutral">{text.you}</Badge>}
        </>
      }
      details={[user.email, <LastSeen key="seen" user={user} />]}
      actions={
        mayManage && (
          <>
            <ActionMenu
              entries={[
                { type: 'action', label: text.changeRole.menu, icon: UserCog, onSelect: () => setOpen('role') },
                {
                  type: 'action',
                  label: text.remove.menu,
                  icon: UserMinus,
                  danger: true,
                  onSelect: () => setOpen('remove'),
                },
              ]}
              trigger={(props) => (
                <Button {...props} look="quiet" size="small" icon aria-label={text.actions(user.name)}>
                  <Ellipsis aria-hidden />
                </Button>
              )}
            />
            {open === 'role' && <ChangeRoleDialog user={user} onClose={close} />}
            {open === 'remove' && <RemoveUserDialog user={user} onClose={close} />}
          </>
        )
      }
    />
  );
}

function LastSeen({ user }: Pick<UserRowProps, 'user'>) {
  if (user.removed_at !== null)
    return (
      <>
        {text.removed} <Moment at={user.removed_at} />
      </>
    );
  if (user.last_signed_in_at === null) return text.never;
  return (
    <>
      {text.signedIn} <Moment at={user.last_signed_in_at} />
    </>
  );
}
