-- Which of the participations of somebody who counts more than once in a fiscal year is not the first: of the year, and of the year in
-- its country, under its office … A report by one of these adds up those few, instead of bringing all of a year together by person.

alter table reports_a.repeated_participation
    add column again boolean not null default false,
    add column again_in_country boolean not null default false,
    add column again_in_lead_office boolean not null default false,
    add column again_in_scheme boolean not null default false,
    add column again_in_kind boolean not null default false,
    add column again_in_facility boolean not null default false;
create index repeated_participation_again on reports_a.repeated_participation (fiscal_year) include (person_id) where again;
create index repeated_participation_again_in_country on reports_a.repeated_participation (fiscal_year, country) include (person_id)
    where again_in_country;
create index repeated_participation_again_in_lead_office on reports_a.repeated_participation (fiscal_year, lead_office) include (person_id)
    where again_in_lead_office;
create index repeated_participation_again_in_scheme on reports_a.repeated_participation (fiscal_year, scheme) include (person_id)
    where again_in_scheme;
create index repeated_participation_again_in_kind on reports_a.repeated_participation (fiscal_year, kind) include (person_id)
    where again_in_kind;
create index repeated_participation_again_in_facility on reports_a.repeated_participation (fiscal_year, facility) include (person_id)
    where again_in_facility;

alter table reports_b.repeated_participation
    add column again boolean not null default false,
    add column again_in_country boolean not null default false,
    add column again_in_lead_office boolean not null default false,
    add column again_in_scheme boolean not null default false,
    add column again_in_kind boolean not null default false,
    add column again_in_facility boolean not null default false;
create index repeated_participation_again on reports_b.repeated_participation (fiscal_year) include (person_id) where again;
create index repeated_participation_again_in_country on reports_b.repeated_participation (fiscal_year, country) include (person_id)
    where again_in_country;
create index repeated_participation_again_in_lead_office on reports_b.repeated_participation (fiscal_year, lead_office) include (person_id)
    where again_in_lead_office;
create index repeated_participation_again_in_scheme on reports_b.repeated_participation (fiscal_year, scheme) include (person_id)
    where again_in_scheme;
create index repeated_participation_again_in_kind on reports_b.repeated_participation (fiscal_year, kind) include (person_id)
    where again_in_kind;
create index repeated_participation_again_in_facility on reports_b.repeated_participation (fiscal_year, facility) include (person_id)
    where again_in_facility;

-- Up to which position all of this is noted. "kept_seq" is that of the version before, which notes less: where it folds on, or has
-- folded last, this one is behind "seq", and whoever finds it so notes all anew.
alter table fold_clock add column noted_seq bigint not null default -1;
