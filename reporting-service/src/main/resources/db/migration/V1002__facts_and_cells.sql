-- Facts: one row per record and per change of what is known about it. A row is known from the batch known_from_seq on
-- and until before known_to_seq; the present row has the greatest bigint there. Business dates stand inside.

create function fiscal_year(day date) returns int
    language sql immutable strict parallel safe
    -- From 1 April; January to March belong to the year before.
    return extract(year from day)::int - case when extract(month from day) < 4 then 1 else 0 end;

create table program_fact (
    program_id        uuid   not null,
    known_from_seq    bigint not null,
    known_to_seq      bigint not null default 9223372036854775807,
    version           int    not null,
    program_code      text,
    scheme            text   not null,
    kind              text   not null,
    lead_office       text   not null,
    facility          text   not null,
    delivery          text,
    countries         text[] not null,
    sectors           text[] not null,
    local_governments text[] not null,
    prefectures       text[] not null,
    state             text   not null,
    proposed_on       date,
    adopted_on        date,
    contracted_on     date,
    started_on        date,
    completed_on      date,
    planned_start     date,
    planned_end       date,
    last_dated_on     date generated always as
        (greatest(proposed_on, adopted_on, contracted_on, started_on, completed_on)) stored,
    primary key (program_id, known_from_seq)
);
create unique index program_fact_now on program_fact (program_id) where known_to_seq = 9223372036854775807;
create index program_fact_last_dated on program_fact (last_dated_on) where known_to_seq = 9223372036854775807;

create table program_run (
    run_id        uuid primary key,
    program_id    uuid not null,
    planned_start date,
    planned_end   date
);

-- scheme to run_planned_start are taken from the program and the run: UNKNOWN and UNASSIGNED until these are known.
create table participation_fact (
    participation_id       uuid   not null,
    known_from_seq         bigint not null,
    known_to_seq           bigint not null default 9223372036854775807,
    version                int    not null,
    participant_id         uuid   not null,
    program_id             uuid   not null,
    run_id                 uuid,
    country                text   not null,
    nationality            text,
    sex                    text,
    age_band               text,
    organisation_type      text,
    occupation             text,
    term                   text,
    local_governments      text[] not null,
    prefectures            text[] not null,
    state                  text   not null,
    accepted_on            date,
    arrived_on             date,
    completed_on           date,
    withdrawn_on           date,
    planned_start          date,
    planned_end            date,
    scheme                 text   not null,
    kind                   text   not null,
    lead_office            text   not null,
    facility               text   not null,
    sectors                text[] not null,
    run_planned_start      date,
    -- Until arrival a participation follows its run; then it began on the day of arrival.
    start_on               date generated always as
        (case when accepted_on is not null
              then coalesce(arrived_on, run_planned_start, planned_start, accepted_on) end) stored,
    last_dated_on          date generated always as
        (greatest(accepted_on, arrived_on, completed_on, withdrawn_on)) stored,
    primary key (participation_id, known_from_seq)
);
create unique index participation_fact_now on participation_fact (participation_id)
    where known_to_seq = 9223372036854775807;
create index participation_fact_program on participation_fact (program_id) where known_to_seq = 9223372036854775807;
create index participation_fact_start on participation_fact (start_on) where known_to_seq = 9223372036854775807;
create index participation_fact_last_dated on participation_fact (last_dated_on)
    where known_to_seq = 9223372036854775807;

create table agreement_fact (
    agreement_id      uuid   not null,
    known_from_seq    bigint not null,
    known_to_seq      bigint not null default 9223372036854775807,
    version           int    not null,
    agreement_number  text,
    agreement_type    text   not null,
    lead_office       text   not null,
    countries         text[] not null,
    local_governments text[] not null,
    prefectures       text[] not null,
    state             text   not null,
    signed_on         date,
    effective_from    date,
    -- The last day of its terms if nothing ended it before; none when it is open or renews itself.
    terms_end         date,
    terminated_on     date,
    -- The last day in force because of the termination; none without one.
    terminated_end    date,
    last_dated_on     date generated always as (greatest(signed_on, terminated_on)) stored,
    primary key (agreement_id, known_from_seq)
);
create unique index agreement_fact_now on agreement_fact (agreement_id) where known_to_seq = 9223372036854775807;

-- Counts at the grain of the reports, at the newest position and with every dated fact, also one dated after today.
-- A record that counts in several countries has a cell for each and one under '*' that counts it once.
create table cell (
    measure     text   not null,
    fiscal_year int    not null,
    country     text   not null,
    lead_office text   not null,
    scheme      text   not null,
    kind        text   not null,
    facility    text   not null,
    n           bigint not null,
    primary key (measure, fiscal_year, country, lead_office, scheme, kind, facility)
);
create index cell_country on cell (country, measure, fiscal_year);

grant select, insert, update on program_fact, program_run, participation_fact, agreement_fact, cell to reporting;
