-- The journal: one row per change of an aggregate, written in the transaction of the change, never changed afterwards.
-- It is the outbox that Debezium reads, the audit trail and the history endpoint at once.
create table domain_event (
  -- Identity, for reading only: its order is not the commit order, so nothing may read "after the last position".
  position          bigint generated always as identity primary key,
  event_id          uuid not null unique,
  -- Raised after a restore that lost a tail, so that consumers can tell the new history from the lost one.
  journal_epoch     integer not null default 1,
  aggregate_type    text not null,
  aggregate_id      uuid not null,
  aggregate_version integer not null check (aggregate_version >= 1),
  type              text not null,
  dataschema        text not null,
  recorded_at       timestamptz not null default clock_timestamp(),
  actor             text not null,
  reason            text,
  traceparent       text,
  data              jsonb not null,
  unique (aggregate_type, aggregate_id, aggregate_version)
);

create function refuse_change_of_journal() returns trigger language plpgsql as $$
begin
  raise exception 'The journal is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger journal_rows_stay before update or delete on domain_event
  for each row execute function refuse_change_of_journal();
create trigger journal_stays before truncate on domain_event
  for each statement execute function refuse_change_of_journal();

-- A row that the relay touches every second, so that an idle owner's slot moves on
-- and consumers learn up to when this owner's events are complete.
create table heartbeat (
  id      integer primary key check (id = 1),
  beat_at timestamptz not null
);
insert into heartbeat values (1, clock_timestamp());

-- The serving role names the columns it may write: time, position and epoch are the database's.
grant select on domain_event to ${service};
grant insert (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, reason, traceparent, data)
  on domain_event to ${service};

grant select on domain_event, heartbeat to ${service}_relay;
grant update (beat_at) on heartbeat to ${service}_relay;

create publication journal for table domain_event, heartbeat with (publish = 'insert, update');
