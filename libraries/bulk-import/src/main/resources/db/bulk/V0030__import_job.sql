-- Files that are taken in row by row after the request that brought them. What stands in them is personal in some services:
-- the parts of a file and the errors in its rows are sealed in all of them.
create table import_upload (
  id          uuid primary key,
  received_at timestamptz not null
);

create table import_part (
  upload uuid not null references import_upload on delete cascade,
  number integer not null,
  -- Nonce and AES-256-GCM of a piece of the file.
  sealed bytea not null,
  primary key (upload, number)
);
-- What is sealed cannot be compressed.
alter table import_part alter column sealed set storage external;

create table import_job (
  -- The upload's.
  id           uuid primary key,
  kind         text not null,
  mode         text not null check (mode in ('ALL_OR_NOTHING', 'VALID_ROWS_ONLY')),
  dry_run      boolean not null,
  charset      text not null,
  state        text not null check (state in ('WAITING', 'RUNNING', 'COMPLETED', 'REFUSED', 'FAILED')),
  -- Whose it is, and in whose name and with which rights its rows are recorded.
  subject      text not null,
  offices      text[] not null,
  permissions  text[] not null,
  traceparent  text,
  recorded_at  timestamptz not null,
  ended_at     timestamptz,
  expires_at   timestamptz not null,
  -- Rows; null until they have been counted.
  total        integer,
  -- In the mode VALID_ROWS_ONLY committed together with the rows that it counts: here it goes on after a kill.
  processed    integer not null default 0,
  created      integer not null default 0,
  changed      integer not null default 0,
  unchanged    integer not null default 0,
  failed       integer not null default 0,
  error_count  integer not null default 0,
  -- Which instance does it, until when nobody else may take it up.
  leased_to    uuid,
  leased_until timestamptz,
  -- Since the last progress.
  attempts     integer not null default 0,
  revision     integer not null default 1
);

create index import_job_listed on import_job (subject, recorded_at, id);
create index import_job_open on import_job (recorded_at, id) where state in ('WAITING', 'RUNNING');
create index import_job_by_age on import_job (expires_at);

create table import_error (
  job    uuid not null references import_job on delete cascade,
  number integer not null,
  sealed bytea not null,
  primary key (job, number)
);

grant select, insert, update, delete on import_upload, import_part, import_job, import_error to ${service};
