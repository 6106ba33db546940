import { isProblem } from '../../api/send';
import { Button } from '../../ui/button';
import { ProblemNotice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { uiText } from '../../ui/ui.text';
import { apiKeyText as text } from './api-key.text';

interface NoKeyProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In the place of a key that is not there yet, or not at all. */
export function NoKey({ error, onRetry }: NoKeyProps) {
  if (isProblem(error, 'not_found')) return <p>{text.notFound.body}</p>;
  if (error) {
    return (
      <ProblemNotice error={error}>
        <Button onClick={onRetry}>{uiText.retry}</Button>
      </ProblemNotice>
    );
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {text.loading}
      </p>
      <Skeleton width="medium" />
      <Skeleton width="long" />
      <Skeleton width="short" />
    </>
  );
}
