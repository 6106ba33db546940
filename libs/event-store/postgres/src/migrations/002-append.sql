-- Appends a batch: append n goes to p_streams[n], which must be at version p_expected[n] (-1: must not exist). The events
-- stand in parallel arrays, p_append saying to which append each belongs; within an append they are stored in array order.
--
-- One row for each append. `verdict`:
--   appended    stored at the end of its stream; position and version of its last event
--   repeated    the very same events were stored before; position and version of the last of them, as they were then
--   conflict    the stream is at `version` (-1: does not exist); nothing of this append is stored
--   mismatch    `event_id` is known with other bytes, another type, stream or neighbour; nothing of this append is stored
--
-- Guarantee: positions are 1..N without a hole, and an event becomes visible only after all before it. That is why the
-- lock is held until the commit is done, and why the versions, known ids and the greatest position are read in a statement
-- that begins after the lock was had: under READ COMMITTED, the only isolation that is let in, it sees everything that
-- earlier holders committed. The verdicts of a batch do not depend on each other.
-- Lock: one advisory lock for the log, to the end of the transaction, taken as late as can be; no other.
-- Fails as a whole, storing nothing: SQLSTATE LK001 the log is not p_log_id (null: any); 25000 isolation; 22023 malformed
-- batch; 23505 an id occurs twice in the batch; 55P03 lock_timeout; 57014 statement_timeout.
create function event_store.append(
  p_log_id uuid,
  p_streams text[],
  p_expected integer[],
  p_append integer[],
  p_ids uuid[],
  p_types text[],
  p_data bytea[],
  p_metadata bytea[]
) returns table (log_id uuid, append integer, verdict text, "position" bigint, version integer, event_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
-- A plan made while the table was small must not scan it when it is large, nor be compiled at each call.
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_log_id uuid := event_store.log_id();
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception using errcode = '25000', message = 'event_store.append needs READ COMMITTED';
  end if;
  if p_log_id <> v_log_id then
    raise exception using errcode = 'LK001', message = 'this is another log';
  end if;
  if cardinality(p_streams) <> (select count(distinct s) from unnest(p_streams) as s)
    or cardinality(p_streams) <> cardinality(p_expected)
    or cardinality(p_streams) <> (select count(distinct a) from unnest(p_append) as a where a between 1 and cardinality(p_streams))
    or not cardinality(p_append) = all (array[cardinality(p_ids), cardinality(p_types), cardinality(p_data), cardinality(p_metadata)])
  then
    raise exception using errcode = '22023', message = 'malformed batch: arrays of equal length, one append for a stream';
  end if;
  -- What is acknowledged has been written; a role or connection setting cannot take that away.
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;

  perform pg_advisory_xact_lock(5497558138881);

  return query
  with event as materialized (
    select e.ordinal, e.append, e.id, e.type, e.data, e.metadata
    from unnest(p_append, p_ids, p_types, p_data, p_metadata)
      with ordinality as e (append, id, type, data, metadata, ordinal)
  ),
  target as materialized (
    select t.append, t.stream, t.expected, coalesce(last.version, -1) as current
    from unnest(p_streams, p_expected) with ordinality as t (stream, expected, append)
    left join lateral (
      select s.version from event_store.events s where s.stream = t.stream order by s.version desc limit 1
    ) as last on true
  ),
  known as materialized (
    select e.append, e.ordinal, s.id, s.position, s.version,
      s.stream = t.stream and s.type = e.type and s.data = e.data and s.metadata = e.metadata as same
    from event e
    join event_store.events s on s.id = e.id
    join target t on t.append = e.append
  ),
  repeat as materialized (
    select k.append, max(k.position) as "position", max(k.version) as version,
      (array_agg(k.id order by k.same, k.ordinal))[1] as event_id,
      bool_and(k.same)
        and max(k.version - k.ordinal) = min(k.version - k.ordinal)
        and count(*) = (select count(*) from event e where e.append = k.append) as complete
    from known k
    group by k.append
  ),
  judged as materialized (
    select t.append, t.stream, t.current, r.event_id, r.position, r.version,
      case
        when r.complete then 'repeated'
        when r.append is not null then 'mismatch'
        when t.current = t.expected then 'appended'
        else 'conflict'
      end as verdict
    from target t left join repeat r on r.append = t.append
  ),
  stored as (
    insert into event_store.events (position, stream, version, id, type, data, metadata)
    select base.position + row_number() over (order by e.ordinal),
      j.stream, j.current + row_number() over (partition by e.append order by e.ordinal),
      e.id, e.type, e.data, e.metadata
    from event e
    join judged j on j.append = e.append and j.verdict = 'appended'
    cross join (select coalesce(max(s.position), 0) as "position" from event_store.events s) as base
    returning stream, position, version
  ),
  newest as (
    select stream, max(position) as "position", max(version) as version from stored group by stream
  )
  select v_log_id, j.append::integer, j.verdict,
    case j.verdict when 'appended' then n.position when 'repeated' then j.position end,
    case j.verdict when 'appended' then n.version when 'repeated' then j.version when 'conflict' then j.current end,
    case j.verdict when 'mismatch' then j.event_id end
  from judged j left join newest n on n.stream = j.stream;
end
$$;

revoke all on function event_store.append(uuid, text[], integer[], integer[], uuid[], text[], bytea[], bytea[]) from public;
