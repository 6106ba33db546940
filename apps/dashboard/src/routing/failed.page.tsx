import { type ErrorComponentProps } from '@tanstack/react-router';
import { Button } from '../ui/button';
import { ProblemNotice } from '../ui/notice';
import { PlainPage } from '../ui/plain-page';
import { uiText } from '../ui/ui.text';

/** When a page cannot be drawn at all. */
export const FailedPage = ({ error }: ErrorComponentProps) => (
  <PlainPage title={uiText.failed.title}>
    <ProblemNotice error={error}>
      <Button onClick={() => location.reload()}>{uiText.retry}</Button>
    </ProblemNotice>
  </PlainPage>
);
