-- What has been made of the owners' journals, counted so that it can be compared with them.

-- Folded events by the day (UTC) on which they were recorded, up to a position: what is older is not read again.
create table event_digest (
    day            date    not null,
    aggregate_type text    not null,
    bucket         int     not null,
    events         bigint  not null,
    hash           numeric not null,
    primary key (day, aggregate_type, bucket)
);
create table event_digest_position (
    single boolean primary key default true check (single),
    seq    bigint  not null
);
insert into event_digest_position (seq) values (0);
-- Rows lie in the order of seq and nearly in that of recorded_at.
create index folded_event_seq on folded_event using brin (seq) with (autosummarize = on);
create index folded_event_recorded_at on folded_event using brin (recorded_at) with (autosummarize = on);

create table dropped_duplicate (
    aggregate_type text   primary key,
    events         bigint not null
);

-- The last comparison with each owner, and since when none came about.
create table reconciliation (
    owner       text        primary key,
    until       timestamptz,
    compared_at timestamptz,
    aggregates  jsonb       not null default '[]',
    more        boolean     not null default false,
    failed_at   timestamptz,
    failure     text
);
insert into reconciliation (owner) values ('agreements'), ('participants'), ('programs');

-- What was different at the last comparison; if it had been so for a while, it is a difference.
create table reconciliation_difference (
    owner             text        not null references reconciliation (owner),
    aggregate_type    text        not null,
    aggregate_id      uuid        not null,
    aggregate_version int         not null,
    event_id          uuid        not null,
    kind              text        not null check (kind in ('MISSING_HERE', 'UNKNOWN_THERE')),
    first_seen        timestamptz not null,
    primary key (owner, aggregate_type, aggregate_id, aggregate_version, event_id, kind)
);

grant select, insert, update, delete on event_digest, reconciliation_difference to reporting;
grant select, update on event_digest_position, reconciliation to reporting;
grant select, insert, update on dropped_duplicate to reporting;
