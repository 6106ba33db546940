import { useQuery } from '@tanstack/react-query';
import { useSubmission } from '../../api/use-submission';
import { ActorName } from '../../directory/actor-name';
import { announce } from '../../ui/announcer';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ListState } from '../../ui/list-state';
import { Moment } from '../../ui/moment';
import { ProblemNotice } from '../../ui/notice';
import { Row, Rows } from '../../ui/rows';
import { type Invitation, invitationsChanged, invitationsQuery, withdraw } from './users.calls';
import { usersText } from './users.text';

const text = usersText.invitations;

export function Invitations({ mayManage }: { readonly mayManage: boolean }) {
  const invitations = useQuery(invitationsQuery);
  return (
    <Card title={text.title} intro={text.intro}>
      <ListState query={invitations}>
        {(all) =>
          all.length === 0 ? (
            <p>{text.none}</p>
          ) : (
            <Rows label={text.title}>
              {all.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} mayManage={mayManage} />
              ))}
            </Rows>
          )
        }
      </ListState>
    </Card>
  );
}

interface InvitationRowProps {
  readonly invitation: Invitation;
  readonly mayManage: boolean;
}

function InvitationRow({ invitation, mayManage }: InvitationRowProps) {
  const { email, role, expires_at: expiresAt, created_by: createdBy } = invitation;
  const { pending, error, submit } = useSubmission(withdraw);

  const onWithdraw = async (): Promise<void> => {
    if (!(await submit(invitation))) return;
    announce(text.withdrawn(email));
    await invitationsChanged();
  };

  return (
    <Row
      title={email}
      badges={<Badge tone={role === 'owner' ? 'info' : 'neutral'}>{usersText.role[role]}</Badge>}
      details={[
        <span key="expires">
          {text.expires} <Moment at={expiresAt} />, {text.by} <ActorName actor={createdBy} />
        </span>,
        error !== null && <ProblemNotice key="error" error={error} />,
      ]}
      actions={
        mayManage && (
          <Button size="small" busy={pending} aria-label={text.withdrawWhat(email)} onClick={() => void onWithdraw()}>
            {pending ? text.withdrawing : text.withdraw}
          </Button>
        )
      }
    />
  );
}
