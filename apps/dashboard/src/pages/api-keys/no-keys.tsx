import { fromStart, isFiltered, type KeysSearch } from '../../keys/keys-search';
import { Button, ButtonLink } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { apiKeysText as text } from './api-keys.text';

interface NoKeysProps {
  readonly search: KeysSearch;
  readonly mayCreate: boolean;
  readonly onClear: () => void;
}

export function NoKeys({ search, mayCreate, onClear }: NoKeysProps) {
  if (search.page !== undefined || search.cursor !== undefined) {
    return (
      <EmptyState title={text.noneHere}>
        <ButtonLink to="/settings/api-keys" search={fromStart(search)}>
          {text.first}
        </ButtonLink>
      </EmptyState>
    );
  }
  if (isFiltered(search)) {
    return (
      <EmptyState title={text.noMatch} hint={text.noMatchHint}>
        <Button onClick={onClear}>{text.clear}</Button>
      </EmptyState>
    );
  }
  const status = search.status ?? 'active';
  return (
    <EmptyState title={text.none[status]} hint={status === 'revoked' ? undefined : hint(mayCreate)}>
      {status === 'active' && (
        <ButtonLink to="/settings/api-keys" search={{ status: 'revoked' }}>
          {text.showRevoked}
        </ButtonLink>
      )}
    </EmptyState>
  );
}

const hint = (mayCreate: boolean): string => (mayCreate ? text.noneHint : text.noneHintViewer);
