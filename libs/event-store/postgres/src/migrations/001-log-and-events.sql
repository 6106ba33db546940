-- The log: one row of identity, one table of events that only grows.
create schema event_store;

-- `id` was made with the log. What readers see is log_id(), which also depends on where the log lives.
create table event_store.log (
  only_row boolean primary key default true check (only_row),
  id uuid not null default gen_random_uuid(),
  made_at timestamptz not null default now()
);
insert into event_store.log default values;

-- `data` and `metadata` are the exact bytes that were appended: jsonb would keep the meaning and lose the bytes.
create table event_store.events (
  position bigint not null check (position > 0),
  stream text collate "C" not null check (stream <> ''),
  version integer not null check (version >= 0),
  id uuid not null,
  type text collate "C" not null check (type <> ''),
  data bytea not null,
  metadata bytea not null,
  constraint events_position primary key (position),
  constraint events_stream_version unique (stream, version),
  constraint events_id unique (id)
);

-- Guarantee: the id of this log and of no copy of it. A dump restored into another database or server, and a database
-- made from this one as its template, answer another id, so no checkpoint of the one is ever used on the other.
-- Not noticed: a file copy of a whole server, or a restore to a point in time. After these call renew_log_id().
-- Locks: none. Fails: never, as long as the row of event_store.log is there.
create function event_store.log_id() returns uuid
language sql stable parallel safe
return (
  select substr(encode(sha256(convert_to(
           concat_ws(':', l.id, c.system_identifier, d.oid), 'UTF8')), 'hex'), 1, 32)::uuid
  from event_store.log l, pg_catalog.pg_control_system() c, pg_catalog.pg_database d
  where d.datname = current_database()
);

-- Guarantee: every position and checkpoint given out so far is refused from now on; whatever follows the log starts again.
-- Locks: the row of event_store.log. Only the owner may call it.
create function event_store.renew_log_id() returns uuid
language sql volatile
begin atomic
  update event_store.log set id = gen_random_uuid(), made_at = now();
  select event_store.log_id();
end;

-- Guarantee: whoever asks, owner and superuser included, stored events stay as they are.
create function event_store.refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception using
    errcode = 'object_not_in_prerequisite_state',
    message = format('%s on %I.%I: events are never changed or removed', tg_op, tg_table_schema, tg_table_name);
end
$$;

create trigger events_are_kept before update or delete or truncate on event_store.events
for each statement execute function event_store.refuse_change();
create trigger log_is_kept before delete or truncate on event_store.log
for each statement execute function event_store.refuse_change();
-- ALWAYS: session_replication_role does not switch them off.
alter table event_store.events enable always trigger events_are_kept;
alter table event_store.log enable always trigger log_is_kept;

revoke all on schema event_store from public;
revoke all on all tables in schema event_store from public;
revoke all on all functions in schema event_store from public;
