-- What waits in quarantine is tried again or given up by an operator, and what a restored owner lost gives way.

-- An event that was given up holds its version, so that the next one follows; it tells no fact.
alter table folded_event add column discarded boolean not null default false;
create index folded_event_discarded on folded_event (aggregate_type, aggregate_id) where discarded;

alter table quarantined_event
    add column public_id     uuid        not null default gen_random_uuid(),
    add column journal_epoch int,
    add column recorded_at   timestamptz,
    add column discarded_at  timestamptz,
    drop constraint quarantined_event_reason_check,
    -- PASSED: it came after its version had been given up and later ones were folded.
    add constraint quarantined_event_reason_check
        check (reason in ('UNREADABLE', 'SCHEMA', 'VERSION_HOLE', 'WAITS', 'FORK', 'PASSED'));
update quarantined_event set journal_epoch = coalesce((headers ->> 'ce_journalepoch')::int, 1)
where aggregate_id is not null;
create unique index quarantined_event_public_id on quarantined_event (public_id);
create index quarantined_event_received on quarantined_event (received_at, public_id);

-- Who decided what, also what came to nothing.
create table quarantine_decision (
    id         bigint      generated always as identity primary key,
    public_id  uuid        not null,
    command    text        not null check (command in ('RETRY', 'DISCARD')),
    actor      text        not null,
    reason     text,
    decided_at timestamptz not null default clock_timestamp(),
    check (command = 'RETRY' or reason is not null)
);
create index quarantine_decision_of_event on quarantine_decision (public_id, id);

-- Folded once, then found to have been lost by its owner: a later life of the journal has another event at its version.
create table superseded_event (
    like folded_event,
    superseded_seq bigint not null
);

grant select, insert on quarantine_decision, superseded_event to reporting;
grant delete on folded_event to reporting;
