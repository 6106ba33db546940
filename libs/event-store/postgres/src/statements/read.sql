-- Many reads in one: for the n-th of the streams $1 its first $3 events from version $2[n] on. A read that finds nothing is
-- one row with a null event, so that the log's id always comes back.
select (select event_store.log_id()), r.n::integer, e.position, e.stream, e.version, e.id, e.type, e.data, e.metadata
from unnest($1::text[], $2::integer[]) with ordinality as r (stream, from_version, n)
left join lateral (
  select * from event_store.events
  where stream = r.stream and version >= r.from_version
  order by version
  limit $3::bigint
) as e on true
order by r.n, e.version
