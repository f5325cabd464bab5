-- What is personal is kept only under the key of the person. Nothing has been released: what stood here in the clear, on
-- developers' machines, is dropped with its columns and not carried over.
alter table person
  drop column participant_number,
  drop column family_name,
  drop column given_name,
  drop column birth_date,
  drop column organisation_name,
  drop column email,
  drop column telephone,
  drop column postal_address,
  -- Number, name, birth date, organisation's name and contact; null for a person who was erased.
  add column sealed      bytea,
  -- Keyed hashes: of the number, and of everything else that a person is found by. They go with the key.
  add column number_hash bytea,
  add column search_keys bytea[],
  -- Of a person who was erased nothing of this is left either.
  alter column sex drop not null,
  alter column nationality drop not null,
  alter column organisation_type drop not null,
  alter column occupation drop not null,
  -- Named as the field that it keeps unique: a refusal points to it.
  add constraint "participantNumber" unique (number_hash);

create index person_by_search_key on person using gin (search_keys);

-- The key of each person, wrapped by one that is not in this database. Without its row nothing of the person opens.
create table person_key (
  participant_id uuid primary key references participant,
  wrapped        bytea not null,
  -- The key that wrapped it; not secret.
  wrapped_by     text not null
);

-- What was changed of a person, sealed under the person's key; no part of the journal and of no publication.
create table person_change (
  participant_id uuid not null references participant,
  -- Of the participant, after the change.
  version        integer not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  actor          text not null,
  -- The fields that changed, before and after.
  sealed         bytea not null,
  primary key (participant_id, version)
);

grant select, insert, update, delete on person_key to ${service};
grant select, insert, delete on person_change to ${service};
