-- One row per person: the document is what events tell, and holds nothing by which a person could be recognised.
create table participant (
  id          uuid primary key,
  version     integer not null check (version >= 1),
  recorded_at timestamptz not null,
  doc         jsonb not null
);

create index participant_listed on participant (recorded_at, id);

-- The only personal data of the whole system. It is no part of the journal and of no publication, and the relay has no
-- right on it, so it cannot leave this database but by an answer to a caller.
create table person (
  participant_id     uuid primary key references participant,
  participant_number text not null,
  family_name        text not null,
  given_name         text,
  sex                text not null,
  birth_date         date,
  nationality        text not null,
  organisation_name  text not null,
  organisation_type  text not null,
  occupation         text not null,
  email              text,
  telephone          text,
  postal_address     text,
  -- Named as the field that it keeps unique: a refusal points to it.
  constraint "participantNumber" unique (participant_number)
);

create index person_by_nationality on person (nationality);

grant select, insert, update on participant, person to ${service};
