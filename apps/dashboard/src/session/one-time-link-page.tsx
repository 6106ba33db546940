import { type ReactNode } from 'react';
import { isProblem } from '../api/send';
import { Button, ButtonLink } from '../ui/button';
import { Notice, ProblemNotice } from '../ui/notice';
import { PlainPage } from '../ui/plain-page';
import { uiText } from '../ui/ui.text';
import { linkText as text } from './link.text';
import { type OneTimeLink } from './session.types';
import { type LinkState, useOneTimeLink } from './use-one-time-link';

interface OneTimeLinkPageProps {
  readonly kind: OneTimeLink['kind'];
  readonly title: (link: OneTimeLink | null) => string;
  readonly children: (token: string, link: OneTimeLink) => ReactNode;
}

/** What the pages behind one-time links share: finding out what the link is for, and saying that it is good no more. */
export function OneTimeLinkPage({ kind, title, children }: OneTimeLinkPageProps) {
  const state = useOneTimeLink();
  if (state.status !== 'found' || state.link.kind !== kind) {
    return (
      <PlainPage title={title(null)}>
        <NoLink state={state} />
      </PlainPage>
    );
  }
  return <PlainPage title={title(state.link)}>{children(state.token, state.link)}</PlainPage>;
}

function NoLink({ state }: { readonly state: LinkState }) {
  if (state.status === 'loading') return <p role="status">{text.checking}</p>;
  if (state.status === 'failed' && !isProblem(state.error, 'not_found')) {
    return (
      <ProblemNotice error={state.error}>
        <Button onClick={state.retry}>{uiText.retry}</Button>
      </ProblemNotice>
    );
  }
  return (
    <>
      <Notice tone="warning" role="alert" title={text.dead.title}>
        <p>{state.status === 'missing' ? text.dead.missing : text.dead.used}</p>
      </Notice>
      <ButtonLink to="/sign-in" search={{}}>
        {text.dead.signIn}
      </ButtonLink>
    </>
  );
}
