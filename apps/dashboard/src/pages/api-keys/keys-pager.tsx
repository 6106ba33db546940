import { type Schemas } from '../../api/client';
import { fromStart, type KeysSearch } from '../../keys/keys-search';
import { ButtonLink } from '../../ui/button';
import { atLeast, count } from '../../ui/count';
import styles from '../../ui/pager.module.css';
import { apiKeysText as text } from './api-keys.text';

interface KeysPagerProps {
  readonly search: KeysSearch;
  readonly pagination: Schemas['Pagination'];
  readonly shown: number;
}

/** Pages as far as they are counted, then from each to the next. */
export function KeysPager({ search, pagination, shown }: KeysPagerProps) {
  const { current_page: page, total_pages: pages, next_cursor: cursor } = pagination;
  const start = fromStart(search);
  const next =
    page !== null && pages !== null && page < pages
      ? { ...start, page: page + 1 }
      : cursor === null
        ? null
        : { ...start, cursor };
  const previous = page !== null && page > 1 ? { ...start, ...(page > 2 && { page: page - 1 }) } : null;
  if (!next && !previous && page !== null) return null;
  return (
    <nav className={styles.pager} aria-label={text.pages}>
      <p className={styles.range}>{rangeWords(pagination, shown)}</p>
      <div className={styles.links}>
        {page === null && (
          <ButtonLink to="/settings/api-keys" search={start}>
            {text.first}
          </ButtonLink>
        )}
        {previous && (
          <ButtonLink to="/settings/api-keys" search={previous}>
            {text.previous}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink to="/settings/api-keys" search={next}>
            {text.next}
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}

function rangeWords(pagination: Schemas['Pagination'], shown: number): string {
  const { current_page: page, page_size: size, total_items: total, total_is_lower_bound: more } = pagination;
  if (page === null || total === null) return text.beyond(count(10_000));
  const first = (page - 1) * size + 1;
  return text.range(count(first), count(first + shown - 1), atLeast(total, more === true));
}
