-- What is made from events exists twice, alike: one of the two is read and folded, the other one is filled anew by a rebuild
-- and then takes its place. Positions, quarantine, publications and reconciliation stand outside, in "public".

create schema reports_a;
create schema reports_b;

do $$
declare
  name text;
  made record;
begin
  foreach name in array array['program_fact', 'program_run', 'participation_fact', 'agreement_fact', 'merged_person', 'cell',
                              'folded_event', 'superseded_event'] loop
    execute format('alter table public.%I set schema reports_a', name);
    execute format('create table reports_b.%1$I (like reports_a.%1$I including all excluding indexes)', name);
    for made in select conname, pg_get_constraintdef(oid) as definition from pg_constraint
                where conrelid = format('reports_a.%I', name)::regclass and contype = 'p' loop
      execute format('alter table reports_b.%I add constraint %I %s', name, made.conname, made.definition);
    end loop;
    for made in select pg_get_indexdef(indexrelid) as definition from pg_index
                where indrelid = format('reports_a.%I', name)::regclass and not indisprimary loop
      execute replace(made.definition, ' ON reports_a.', ' ON reports_b.');
    end loop;
  end loop;
end $$;

grant usage on schema reports_a, reports_b to reporting;
-- "maintain" is for the planner's statistics of a schema that was just filled.
grant select, insert, update, delete, maintain on all tables in schema reports_a, reports_b to reporting;

-- One row. Each transaction puts the schema that it names into its search path.
create table live_schema (
    single      boolean primary key default true check (single),
    name        text    not null check (name in ('reports_a', 'reports_b')),
    -- How often a switch has changed what is answered at earlier positions.
    corrections int     not null default 0
);
insert into live_schema (name) values ('reports_a');

create table rebuild (
    rebuild_id   uuid        primary key,
    -- Whose positions in the topics are its own.
    generation   int         not null generated always as identity unique,
    schema_name  text        not null check (schema_name in ('reports_a', 'reports_b')),
    state        text        not null check (state in ('RUNNING', 'DIFFERS', 'COMPLETED', 'CANCELLED')),
    -- Up to which position it has folded anew; none until its schema is empty.
    folded_seq   bigint,
    events       bigint      not null default 0,
    differences  bigint      not null default 0,
    -- Somebody has seen the differences and wants the switch.
    confirmed_by text,
    started_by   text        not null,
    started_at   timestamptz not null default clock_timestamp(),
    ended_at     timestamptz,
    failure      text
);
create index rebuild_started on rebuild (started_at, rebuild_id);
create unique index rebuild_open on rebuild ((true)) where state in ('RUNNING', 'DIFFERS');

-- Read again from the topics, until its turn comes.
create table rebuild_event (
    aggregate_type    text   not null,
    aggregate_id      uuid   not null,
    aggregate_version int    not null,
    event_id          uuid   not null,
    journal_epoch     int    not null,
    topic             text   not null,
    partition         int    not null,
    record_offset     bigint not null,
    record_key        text,
    headers           jsonb  not null,
    value             text,
    primary key (event_id, aggregate_type, aggregate_id, aggregate_version)
);

-- What a row says in the schema that is read and what events say; null where there is none.
create table rebuild_difference (
    difference_id uuid        primary key default uuidv7(),
    rebuild_id    uuid        not null references rebuild,
    table_name    text        not null,
    key           jsonb       not null,
    live          jsonb,
    rebuilt       jsonb,
    found_at      timestamptz not null default transaction_timestamp()
);
create index rebuild_difference_page on rebuild_difference (rebuild_id, found_at, difference_id);

grant select, update on live_schema to reporting;
grant select, insert, update on rebuild to reporting;
grant select, insert, delete on rebuild_event, rebuild_difference to reporting;
grant delete on consumer_position to reporting;
