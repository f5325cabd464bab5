-- Amendments, renewals, notice, suspension, succession and annulment stand in the document; what is found by them is derived.
alter table agreement
  drop column renews,
  add column renews boolean not null generated always as (
    doc ? 'automaticRenewal' or jsonb_array_length(coalesce(doc -> 'renewals', '[]')) > 0) stored,
  add column superseded_from text collate "C" generated always as (doc #>> '{supersededBy,from}') stored,
  add column annulled boolean not null generated always as (doc ->> 'annulledOn' is not null) stored;

-- The number of an agreement that was entered in error can be given to the one that is right.
alter table agreement drop constraint "agreementNumber";
create unique index "agreementNumber" on agreement (agreement_number) where not annulled;
create index agreement_by_number on agreement (agreement_number, annulled);
create index agreement_annulled on agreement (recorded_at, id) where annulled;

-- On which day something is to be announced of which agreement: a term renewed of itself, or the end of the last one. Kept in the
-- transaction of every change, from a rule that SQL does not know.
create table agreement_due (
  agreement_id uuid primary key references agreement,
  due_on       date not null
);
create index agreement_due_on on agreement_due (due_on, agreement_id);

-- Whoever holds the row announces. Everything that was known and due until the day has been announced.
create table agreement_clock (
  singleton         boolean primary key default true check (singleton),
  announced_through date not null
);
insert into agreement_clock (announced_through) values (date '1900-01-01');

-- Programs as far as their events have arrived: which there are and whether one may refer to them.
create table program_replica (
  id            uuid primary key,
  journal_epoch integer not null,
  version       integer not null,
  usable        boolean not null
);

grant select, insert, update, delete on agreement_due to ${service};
grant select, update on agreement_clock to ${service};
grant select, insert, update on program_replica to ${service};
