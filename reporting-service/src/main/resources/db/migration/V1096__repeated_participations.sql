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
-- after it has come back. Whoever finds this behind "seq", as it is from here on where anything has been folded, notes all of it anew.
alter table fold_clock add column kept_seq bigint not null default 0;
