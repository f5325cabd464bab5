-- Counts and hashes of everything recorded before a midnight (UTC), so that a digest of the journal reads the events of one day.
create table journal_digest (
  until          timestamptz not null,
  aggregate_type text        not null,
  bucket         integer     not null check (bucket between 0 and 255),
  events         bigint      not null,
  hash           numeric     not null,
  primary key (until, aggregate_type, bucket)
);

-- Rows lie nearly in the order in which they were recorded, so a few pages of index find a day.
create index domain_event_recorded_at on domain_event using brin (recorded_at) with (autosummarize = on);

grant select, insert, delete on journal_digest to ${service};
