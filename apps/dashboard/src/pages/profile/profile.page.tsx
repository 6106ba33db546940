import { useSession } from '../../session/session.query';
import { Card } from '../../ui/card';
import { Facts } from '../../ui/facts';
import { Moment } from '../../ui/moment';
import { Page } from '../../ui/page';
import { ChangePassword } from './change-password';
import { profileText as text } from './profile.text';
import { SignOutEverywhere } from './sign-out-everywhere';

export function ProfilePage() {
  const { user, signed_in_at: signedInAt, expires_at: expiresAt } = useSession();
  return (
    <Page title={text.title} intro={text.intro}>
      <Card title={user.name}>
        <Facts
          facts={[
            [text.facts.email, user.email],
            [text.facts.role, text.roles[user.role]],
            [text.facts.signedIn, <Moment at={signedInAt} />],
            [
              text.facts.ends,
              <>
                <Moment at={expiresAt} as="short" /> {text.atTheLatest}
              </>,
            ],
          ]}
        />
      </Card>
      <ChangePassword />
      <SignOutEverywhere />
    </Page>
  );
}
