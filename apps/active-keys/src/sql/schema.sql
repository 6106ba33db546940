-- Made at each start where it is missing, by whichever instance is first: the lock lasts as long as the transaction.
select pg_advisory_xact_lock(hashtext('active-keys.schema'));

create table if not exists active_key (
  key_id uuid primary key,
  account_id uuid not null,
  label text not null,
  display text not null,
  -- Both null: the whole account.
  merchant_ids uuid[],
  features text[],
  created_at timestamptz not null
);
create index if not exists active_key_by_account on active_key (account_id);

create table if not exists progress (
  topic text not null,
  key text not null,
  -- -1: locked by who was about to handle the first event.
  version bigint not null,
  diverted boolean not null,
  primary key (topic, key)
);
