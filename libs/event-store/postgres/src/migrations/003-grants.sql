-- Guarantee: the role may read the log and nothing else. Repeatable; only the owner may call it.
create function event_store.grant_reader(role_name text) returns void
language plpgsql
as $$
begin
  execute format('grant usage on schema event_store to %I', role_name);
  execute format('grant select on event_store.log, event_store.events to %I', role_name);
  execute format('grant execute on function event_store.log_id() to %I', role_name);
end
$$;

-- Guarantee: the role may read the log, and add to it through append() alone. Repeatable; only the owner may call it.
create function event_store.grant_writer(role_name text) returns void
language plpgsql
as $$
begin
  perform event_store.grant_reader(role_name);
  execute format(
    'grant execute on function event_store.append(uuid, text[], integer[], integer[], uuid[], text[], bytea[], bytea[]) to %I',
    role_name);
end
$$;

revoke all on function event_store.grant_reader(text), event_store.grant_writer(text) from public;
