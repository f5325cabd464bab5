-- Links to the calendar of some offices. Of the token there is a keyed hash only; whoever reads the table can open nothing.
create table calendar_link (
  id           uuid primary key,
  subject      text not null,
  lead_offices text[] not null check (cardinality(lead_offices) > 0),
  token_hash   bytea not null unique,
  created_at   timestamptz not null,
  revoked_at   timestamptz
);
create index calendar_link_of_subject on calendar_link (subject, created_at, id);

grant select, insert, update on calendar_link to ${service};
