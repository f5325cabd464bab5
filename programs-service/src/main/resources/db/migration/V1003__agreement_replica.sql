-- What this service knows of agreements, from the agreements topic: the newest state of each, nothing else.
create table agreement_replica (
  agreement_id  uuid primary key,
  -- Together they order the states of an agreement: a higher epoch is a history restored from a backup.
  journal_epoch integer not null,
  version       integer not null,
  -- A program can run under it: it is no draft, was not cancelled and not entered in error.
  signed        boolean not null
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

grant select, insert, update on agreement_replica, consumer_position to ${service};
grant select, insert on unreadable_event to ${service};
