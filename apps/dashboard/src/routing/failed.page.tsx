import { type ErrorComponentProps } from '@tanstack/react-router';
import { Button } from '../ui/button';
import { ProblemNotice } from '../ui/notice';
import { Page } from '../ui/page';
import { PlainPage } from '../ui/plain-page';
import { uiText } from '../ui/ui.text';

/** When nothing can be drawn at all. */
export const FailedPage = ({ error }: ErrorComponentProps) => (
  <PlainPage title={uiText.failed.title}>
    <Reason error={error} />
  </PlainPage>
);

/** When one page of the settings cannot; what surrounds it stays. */
export const FailedSettingsPage = ({ error }: ErrorComponentProps) => (
  <Page title={uiText.failed.title}>
    <Reason error={error} />
  </Page>
);

const Reason = ({ error }: Pick<ErrorComponentProps, 'error'>) => (
  <ProblemNotice error={error}>
    <Button onClick={() => location.reload()}>{uiText.retry}</Button>
  </ProblemNotice>
);
