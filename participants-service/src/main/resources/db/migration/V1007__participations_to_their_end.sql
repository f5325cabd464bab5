-- Participations end in more ways than by completion, may have been entered in error, and are found by more than their run.

-- A day of a document, 2015-04-01. The cast from text depends on a setting of the session, so it cannot be stored.
create function business_day(day text) returns date
    language sql immutable strict parallel safe
    return make_date(substr(day, 1, 4)::integer, substr(day, 6, 2)::integer, substr(day, 9, 2)::integer);

create function texts_of(list jsonb) returns text[]
    language sql immutable strict parallel safe
begin atomic
    select coalesce(array_agg(texts.text), '{}') from jsonb_array_elements_text(list) as texts(text);
end;

-- Who never came takes no place, nor does one whose place was given to somebody else.
alter table participation alter column takes_place set expression as (
  doc ->> 'annulledOn' is null and doc ->> 'replacedBy' is null
  and doc ->> 'state' in ('ACCEPTED', 'IN_TRAINING', 'COMPLETED', 'WITHDRAWN'));

alter table participation
  add column annulled   boolean not null generated always as (doc ->> 'annulledOn' is not null) stored,
  -- It goes on or was completed, so that the person cannot take part in the same run once more.
  add column live       boolean not null generated always as (
    doc ->> 'annulledOn' is null and doc ->> 'state' in ('NOMINATED', 'ACCEPTED', 'IN_TRAINING', 'COMPLETED')) stored,
  add column arrived_on date generated always as (business_day(doc ->> 'arrivedOn')) stored,
  add column hosts      text[] not null generated always as (texts_of(doc -> 'hostLocalGovernments')) stored;

-- Named as the field that a refusal points to.
drop index "participantId";
create unique index "participantId" on participation (participant_id, program_run_id) where live;

-- In the order of the list, so that a page of a common value is read from its beginning.
drop index participation_by_run;
create index participation_by_run on participation (program_run_id, recorded_at, id);
create index participation_by_country on participation (sending_country, recorded_at, id);
create index participation_by_arrival on participation (arrived_on);
create index participation_by_host on participation using gin (hosts) with (fastupdate = off) where hosts <> '{}';
create index participation_annulled on participation (recorded_at, id) where annulled;
create index run_by_planned_start on run_replica (planned_start);

grant execute on function business_day, texts_of to ${service};
