import { ButtonLink } from '../ui/button';
import { Page } from '../ui/page';
import { PlainPage } from '../ui/plain-page';
import { uiText } from '../ui/ui.text';

const text = uiText.notFound;

export const NotFoundPage = () => (
  <PlainPage title={text.title} intro={text.body}>
    <WayBack />
  </PlainPage>
);

export const NotFoundSettingsPage = () => (
  <Page title={text.title} intro={text.body}>
    <WayBack />
  </Page>
);

const WayBack = () => (
  <div>
    <ButtonLink to="/settings/api-keys">{text.back}</ButtonLink>
  </div>
);
