-- What this service knows of programs and their runs, from the programs topic: the newest state of each, nothing else.
create table program_replica (
  program_id    uuid primary key,
  -- Together they order the states of a program: a higher epoch is a history restored from a backup.
  journal_epoch integer not null,
  version       integer not null,
  state         text not null,
  lead_office   text not null
);

create table run_replica (
  run_id        uuid primary key,
  program_id    uuid not null,
  planned_start date not null,
  planned_end   date not null,
  -- Persons at most; null if the run is open.
  capacity      integer,
  -- Persons per sending country, {"LA": 2}; a country that is not named has no number of its own.
  seats         jsonb not null
);

-- Which events of the topic could not be read: where they lie and why, never what is in them.
create table unreadable_event (
  topic       text not null,
  partition   integer not null,
  at_offset   bigint not null,
  reason      text not null,
  noticed_at  timestamptz not null default clock_timestamp(),
  primary key (topic, partition, at_offset)
);

-- Up to where the topic has been taken in, moved in the transaction that takes it in.
create table consumer_position (
  generation  integer not null,
  topic       text not null,
  partition   integer not null,
  next_offset bigint not null,
  primary key (generation, topic, partition)
);

grant select, insert, update on program_replica, run_replica, consumer_position to ${service};
grant select, insert on unreadable_event to ${service};
