-- What every measure and dimension needs. Facts that were folded before do not know all of it; folding anew tells them.

-- Which office led from which day until which, both included.
create function led_spans(led_by text[], led_from date[])
    returns table (office text, since date, until date)
    language sql immutable strict parallel safe rows 1
begin atomic
    select span.office, span.since, span.next - 1
    from unnest(led_by, array['-infinity'::date] || led_from, led_from || array['infinity'::date])
        as span(office, since, next);
end;

-- A date that changed with what became known: the last one known on the day.
create function date_on(dates date[], known_from date[], day date) returns date
    language sql immutable strict parallel safe
    return dates[width_bucket(day, known_from)];

update program_fact set delivery = 'NONE' where delivery is null;
alter table program_fact
    alter column delivery set not null,
    drop column prefectures,
    add column cooperating_offices text[] not null default '{NONE}',
    add column thematic_field      text   not null default 'NONE',
    add column sdg_goals           text[] not null default '{NONE}';
alter table program_fact
    alter column cooperating_offices drop default,
    alter column thematic_field drop default,
    alter column sdg_goals drop default;

update participation_fact
set nationality = coalesce(nationality, 'ZZ'), sex = coalesce(sex, 'NOT_STATED'),
    age_band = coalesce(age_band, 'NOT_STATED'), occupation = coalesce(occupation, 'NOT_STATED'),
    organisation_type = coalesce(organisation_type, 'UNKNOWN')
where nationality is null or sex is null or age_band is null or occupation is null or organisation_type is null;
alter table participation_fact
    alter column nationality set not null,
    alter column sex set not null,
    alter column age_band set not null,
    alter column occupation set not null,
    alter column organisation_type set not null,
    drop column prefectures,
    -- The last day of the stay.
    add column ended_on date generated always as (least(completed_on, withdrawn_on)) stored;
-- Cells hold the stays that have ended; the others are looked up.
create index participation_fact_staying on participation_fact (arrived_on)
    where known_to_seq = 9223372036854775807 and arrived_on is not null and ended_on is null;

alter table agreement_fact
    drop column prefectures,
    -- Parties, fields and countries change when an amendment takes effect: a row for each time.
    add column contents_from      date   not null default '-infinity',
    add column contents_until     date   not null default 'infinity',
    add column cooperation_fields text[] not null default '{NONE}',
    add column renewed_on         date[] not null default '{}',
    add column amended_on         date[] not null default '{}',
    -- The last day of the last term by what was known from each of these days on.
    add column expires_on         date[] not null default '{}',
    add column expiry_known_from  date[] not null default '{}';
alter table agreement_fact
    alter column contents_from drop default,
    alter column contents_until drop default,
    alter column cooperation_fields drop default,
    alter column renewed_on drop default,
    alter column amended_on drop default,
    alter column expires_on drop default,
    alter column expiry_known_from drop default;

alter table agreement_fact drop constraint agreement_fact_pkey;
alter table agreement_fact add primary key (agreement_id, known_from_seq, contents_from);
drop index agreement_fact_now;
create unique index agreement_fact_now on agreement_fact (agreement_id, contents_from)
    where known_to_seq = 9223372036854775807;

-- A transfer is a dated fact too: as of an earlier day nobody knows of it.
alter table program_fact alter column last_dated_on set expression as
    (greatest(proposed_on, adopted_on, rejected_on, withdrawn_on, contracted_on, started_on, completed_on, cancelled_on,
              led_from[cardinality(led_from)]));
alter table participation_fact alter column last_dated_on set expression as
    (greatest(accepted_on, cancelled_on, no_show_on, arrived_on, completed_on, withdrawn_on,
              led_from[cardinality(led_from)]));

insert into cell (measure, fiscal_year, country, lead_office, scheme, kind, facility, n)
select counted.measure, counted.fiscal_year, fact.country, counted.lead_office, fact.scheme, fact.kind, fact.facility,
       sum(counted.n)
from participation_fact fact
cross join lateral (
    select 'participationsContinuing' as measure, year as fiscal_year,
           office_on(fact.led_by, fact.led_from, make_date(year, 4, 1)) as lead_office, 1 as n
    from generate_series(fiscal_year(fact.arrived_on) + 1, fiscal_year(fact.ended_on)) as year
    union all
    select 'personDays', year, led.office, days.n
    from generate_series(fiscal_year(fact.arrived_on), fiscal_year(fact.ended_on)) as year
    cross join lateral led_spans(fact.led_by, fact.led_from) as led
    cross join lateral (
        select least(fact.ended_on, make_date(year + 1, 3, 31), led.until)
             - greatest(fact.arrived_on, make_date(year, 4, 1), led.since) + 1) as days(n)
    where days.n > 0) as counted
where fact.known_to_seq = 9223372036854775807
group by 1, 2, 3, 4, 5, 6, 7;

grant execute on function led_spans, date_on to reporting;
