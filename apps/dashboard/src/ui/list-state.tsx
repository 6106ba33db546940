import { type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { Button } from './button';
import styles from './list-state.module.css';
import { ProblemNotice } from './notice';
import { Skeleton } from './skeleton';
import { uiText } from './ui.text';

interface ListStateProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: Data) => ReactNode;
}

/** A list while it is loading, when it could not be loaded, and when it is there. What was there stays shown. */
export function ListState<Data>({ query: { data, error, refetch }, children }: ListStateProps<Data>) {
  if (data !== undefined) return children(data);
  if (error)
    return (
      <ProblemNotice error={error}>
        <Button onClick={() => void refetch()}>{uiText.retry}</Button>
      </ProblemNotice>
    );
  return (
    <div className={styles.loading} role="status">
      <span className="visually-hidden">{uiText.loading}</span>
      <Skeleton width="medium" />
      <Skeleton width="long" />
      <Skeleton width="short" />
    </div>
  );
}
