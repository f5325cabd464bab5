-- One row per participation of a person in a run: the document is the participation as it is answered and told in
-- events; the columns beside it are derived from it by the database, for finding and counting.
create table participation (
  id              uuid primary key,
  version         integer not null check (version >= 1),
  recorded_at     timestamptz not null,
  doc             jsonb not null,
  participant_id  uuid not null generated always as ((doc ->> 'participantId')::uuid) stored references participant,
  program_run_id  uuid not null generated always as ((doc ->> 'programRunId')::uuid) stored,
  sending_country text not null generated always as (doc ->> 'sendingCountry') stored,
  state           text not null generated always as (doc ->> 'state') stored,
  -- A place is taken from acceptance on, and is free again if the person withdrew before the run began.
  takes_place     boolean not null generated always as (
    doc ->> 'state' <> 'NOMINATED' and coalesce(doc ->> 'withdrawnOn' >= doc ->> 'plannedStart', true)) stored
);

-- One live participation per person and run. Named as the field that a refusal points to.
create unique index "participantId" on participation (participant_id, program_run_id) where state <> 'WITHDRAWN';

create index participation_listed on participation (recorded_at, id);
create index participation_by_run on participation (program_run_id);
create index participation_by_participant on participation (participant_id);

grant select, insert, update on participation to ${service};
