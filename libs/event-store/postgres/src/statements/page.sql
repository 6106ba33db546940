-- One look at the log after position $1: at most $2 events out of the next $3 positions, of streams that begin with one of
-- $4 (empty: of all). Every row carries the log's id and its head as of the same snapshot; an empty page is one row of them
-- with a null event.
select (select event_store.log_id()), head.position, e.position, e.stream, e.version, e.id, e.type, e.data, e.metadata
from (select coalesce(max(position), 0) as position from event_store.events) as head
left join lateral (
  select * from event_store.events
  where position > $1::bigint and position <= $1::bigint + $3::bigint
    and (cardinality($4::text[]) = 0 or stream ^@ any ($4::text[]))
  order by position
  limit $2::bigint
) as e on true
order by e.position
