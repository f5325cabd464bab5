-- Every look at personal data: written before the data is answered, never changed afterwards.
create table access_log (
  id             uuid primary key,
  participant_id uuid not null references participant,
  accessed_at    timestamptz not null default clock_timestamp(),
  actor          text not null,
  purpose        text not null,
  operation      text not null,
  trace_id       text
);

create index access_log_by_participant on access_log (participant_id, accessed_at, id);

create function refuse_change_of_access_log() returns trigger language plpgsql as $$
begin
  raise exception 'The access log is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger access_log_rows_stay before update or delete on access_log
  for each row execute function refuse_change_of_access_log();
create trigger access_log_stays before truncate on access_log
  for each statement execute function refuse_change_of_access_log();

-- The serving role names the columns it may write: the time is the database's.
grant select on access_log to ${service};
grant insert (id, participant_id, actor, purpose, operation, trace_id) on access_log to ${service};
