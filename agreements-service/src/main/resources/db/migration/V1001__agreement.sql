-- The prefectures that the parties lie in or are, by the two digits (JIS X 0401) that begin each local government's code.
create function prefectures_of_parties(doc jsonb) returns text[]
language sql immutable parallel safe
return array(
  select distinct left(party ->> 'localGovernment', 2)
  from jsonb_array_elements(doc -> 'parties') as party
  where party ? 'localGovernment');

-- One row per agreement: the document is the agreement as it is answered and told in events; the columns beside it are
-- derived from it by the database, for finding. Days stay text as 2015-04-01, which orders as the days do: a cast to
-- date would depend on a setting of the session, and a derived column may not.
create table agreement (
  id               uuid primary key,
  version          integer not null check (version >= 1),
  recorded_at      timestamptz not null,
  doc              jsonb not null,
  agreement_number text not null generated always as (doc ->> 'agreementNumber') stored,
  type             text not null generated always as (doc ->> 'type') stored,
  lead_office      text not null generated always as (doc ->> 'leadOffice') stored,
  state            text not null generated always as (doc ->> 'state') stored,
  prefectures      text[] not null generated always as (prefectures_of_parties(doc)) stored,
  signed_on        text collate "C" generated always as (doc ->> 'signedOn') stored,
  effective_from   text collate "C" not null generated always as (doc ->> 'effectiveFrom') stored,
  effective_to     text collate "C" generated always as (doc ->> 'effectiveTo') stored,
  terminated_on    text collate "C" generated always as (doc ->> 'terminatedOn') stored,
  renews           boolean not null generated always as (doc ? 'automaticRenewal') stored,
  searched         text not null generated always as (
    (doc ->> 'agreementNumber') || E'\n' || (doc #>> '{title,en}') || E'\n' || (doc #>> '{title,ja}')) stored,
  -- Named as the field that it keeps unique: a refusal points to it.
  constraint "agreementNumber" unique (agreement_number)
);

create index agreement_listed on agreement (recorded_at, id);
create index agreement_by_office on agreement (lead_office);
create index agreement_by_prefecture on agreement using gin (prefectures);
create index agreement_contents on agreement using gin (doc jsonb_path_ops);

grant select, insert, update on agreement to ${service};
