-- A database that was lost without a backup is filled again by what the topics hold, at positions of its own. A rebuild can put what was
-- recorded before the database began to the seconds in which its owners recorded it: position -1 is the last second before that
-- beginning (position 0), -2 the second before.

alter table rebuild add column known_at_basis text not null default 'folded' check (known_at_basis in ('folded', 'recorded'));

-- Which events such a rebuild still has to fold at which of these positions.
create table rebuild_position (
    aggregate_type    text    not null,
    aggregate_id      uuid    not null,
    aggregate_version int     not null,
    event_id          uuid    not null,
    discarded         boolean not null,
    seq               bigint  not null check (seq < 0),
    -- From which on it had been lost by its owner.
    lost_seq          bigint  check (lost_seq > seq and lost_seq < 0),
    primary key (event_id, aggregate_type, aggregate_id, aggregate_version)
);
create index on rebuild_position (seq);
create index on rebuild_position (lost_seq) where lost_seq is not null;
grant select, insert, delete on rebuild_position to reporting;
