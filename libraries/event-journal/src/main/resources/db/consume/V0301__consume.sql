-- What every service needs that reads other services' events. "If not exists", since some had these before the library did.

-- Which events of a topic could not be read: where they lie and why, never what is in them.
create table if not exists unreadable_event (
  topic       text not null,
  partition   integer not null,
  at_offset   bigint not null,
  reason      text not null,
  noticed_at  timestamptz not null default clock_timestamp(),
  primary key (topic, partition, at_offset)
);

-- Up to where a topic has been taken in, moved in the transaction that takes it in.
create table if not exists consumer_position (
  generation  integer not null,
  topic       text not null,
  partition   integer not null,
  next_offset bigint not null,
  primary key (generation, topic, partition)
);

grant select, insert, update on consumer_position to ${service};
grant select, insert on unreadable_event to ${service};
