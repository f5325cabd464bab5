-- One row per program: the document is the program as it is answered and told in events; the columns beside it are
-- derived from it by the database, for finding.
create table program (
  id           uuid primary key,
  version      integer not null check (version >= 1),
  recorded_at  timestamptz not null,
  doc          jsonb not null,
  program_code text not null generated always as (doc ->> 'programCode') stored,
  scheme       text not null generated always as (doc ->> 'scheme') stored,
  lead_office  text not null generated always as (doc ->> 'leadOffice') stored,
  state        text not null generated always as (doc ->> 'state') stored,
  -- A fiscal year is named by the year of its 1 April: January to March belong to the year before.
  adopted_fiscal_year text generated always as (
    case when substr(doc ->> 'adoptedOn', 6, 2) >= '04' then substr(doc ->> 'adoptedOn', 1, 4)
         else ((substr(doc ->> 'adoptedOn', 1, 4))::integer - 1)::text end) stored,
  searched     text not null generated always as (
    (doc ->> 'programCode') || E'\n' || (doc #>> '{title,en}') || E'\n' || (doc #>> '{title,ja}')) stored,
  -- Named as the field that it keeps unique: a refusal points to it.
  constraint "programCode" unique (program_code)
);

create index program_listed on program (recorded_at, id);
create index program_by_scheme on program (scheme, adopted_fiscal_year);
create index program_by_office on program (lead_office);
create index program_contents on program using gin (doc jsonb_path_ops);

grant select, insert, update on program to ${service};
