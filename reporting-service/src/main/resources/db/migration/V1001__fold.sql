-- What has been folded, in which order, and what could not be.

create table consumer_position (
    generation  int    not null,
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (generation, topic, partition)
);

-- One row: whoever folds locks it, so batches of all instances follow one another.
create table fold_clock (
    single    boolean     primary key default true check (single),
    seq       bigint      not null,
    folded_at timestamptz not null
);
insert into fold_clock (seq, folded_at) values (0, clock_timestamp());

-- Which position goes with which instant ("knownAt").
create table fold_batch (
    seq       bigint      primary key,
    folded_at timestamptz not null unique,
    events    int         not null
);
insert into fold_batch (seq, folded_at, events) select seq, folded_at, 0 from fold_clock;

create table folded_event (
    aggregate_type    text        not null,
    aggregate_id      uuid        not null,
    aggregate_version int         not null,
    event_id          uuid        not null,
    journal_epoch     int         not null,
    type              text        not null,
    recorded_at       timestamptz not null,
    actor             text,
    topic             text        not null,
    partition         int         not null,
    record_offset     bigint      not null,
    seq               bigint      not null,
    primary key (aggregate_type, aggregate_id, aggregate_version)
);

-- Kept as it came, so that it can be folded later. Without released_seq it still waits.
create table quarantined_event (
    id                bigint      generated always as identity primary key,
    aggregate_type    text        not null,
    aggregate_id      uuid,
    aggregate_version int,
    event_id          uuid,
    reason            text        not null check (reason in ('UNREADABLE', 'SCHEMA', 'VERSION_HOLE', 'WAITS', 'FORK')),
    detail            text        not null,
    topic             text        not null,
    partition         int         not null,
    record_offset     bigint      not null,
    record_key        text,
    headers           jsonb       not null,
    -- Not jsonb: it may be anything, and is kept to the letter. Zero bytes, which text cannot hold, come as U+FFFD.
    value             text,
    received_at       timestamptz not null default clock_timestamp(),
    released_seq      bigint
);
create index quarantined_event_waiting on quarantined_event (aggregate_type, aggregate_id) where released_seq is null;

-- Everything that the owner committed before beat_at lies below these ends of its topics' partitions.
create table owner_heartbeat (
    owner   text        not null,
    beat_at timestamptz not null,
    ends    jsonb       not null,
    primary key (owner, beat_at)
);

grant select, insert, update on consumer_position, fold_clock, owner_heartbeat, quarantined_event to reporting;
grant select, insert on fold_batch, folded_event to reporting;
grant delete on owner_heartbeat to reporting;
