-- The present participations of persons who count more than once in a fiscal year, by what cells are kept apart by: a report reads
-- what counts twice here, instead of looking up each such person's participations.

create table reports_a.repeated_participation (
    fiscal_year      int  not null,
    person_id        uuid not null,
    participation_id uuid not null,
    country          text not null,
    lead_office      text not null,
    scheme           text not null,
    kind             text not null,
    facility         text not null,
    primary key (person_id, fiscal_year, participation_id)
);
create index on reports_a.repeated_participation (fiscal_year, country);
create table reports_b.repeated_participation (like reports_a.repeated_participation including all);
grant select, insert, update, delete, maintain on reports_a.repeated_participation, reports_b.repeated_participation to reporting;

-- Up to which position it is noted who counts twice: an earlier version of the service folds on without, before it is replaced or
-- after it has come back. Who finds this behind "seq" notes all of it anew. The lock keeps the fold waiting until all is filled.
alter table fold_clock add column kept_seq bigint not null default 0;
update fold_clock set kept_seq = seq;

do $$
declare
  name text;
begin
  foreach name in array array['reports_a', 'reports_b'] loop
    execute format('insert into %1$I.repeated_participation
                    select fiscal_year, person_id, participation_id, country, lead_office, scheme, kind, facility
                    from (select fiscal_year(start_on) as fiscal_year, person_id, participation_id, country,
                                 office_on(led_by, led_from, start_on) as lead_office, scheme, kind, facility,
                                 count(*) over (partition by fiscal_year(start_on), person_id) as times
                          from %1$I.participation_fact
                          where known_to_seq = 9223372036854775807 and start_on is not null) as counted
                    where times > 1', name);
  end loop;
end $$;
