import { ButtonLink } from '../ui/button';
import { PlainPage } from '../ui/plain-page';
import { uiText } from '../ui/ui.text';

const text = uiText.notFound;

export const NotFoundPage = () => (
  <PlainPage title={text.title} intro={text.body}>
    <ButtonLink to="/settings/api-keys">{text.back}</ButtonLink>
  </PlainPage>
);
