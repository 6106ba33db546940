import { getRouteApi } from '@tanstack/react-router';
import { ownPath } from '../../session/own-path';
import { tellOtherTabs } from '../../session/session-channel';
import { SignInForm } from '../../session/sign-in-form';
import { startAnew } from '../../session/signed-in';
import { PlainPage } from '../../ui/plain-page';
import styles from './sign-in.module.css';
import { signInText as text } from './sign-in.text';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const onSignedIn = (): void => {
    tellOtherTabs();
    startAnew(ownPath(next, location.origin));
  };
  return (
    <PlainPage title={text.title}>
      <SignInForm onSignedIn={onSignedIn} />
      <p className={styles.help}>{text.help}</p>
    </PlainPage>
  );
}
