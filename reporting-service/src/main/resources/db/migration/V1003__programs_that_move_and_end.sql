-- A program counts for the office that led it on the day of what is counted, ends in other ways than by completion, and may
-- have been entered in error.

-- Which office led on a day: the first of the offices until the first of the days, then the next.
create function office_on(led_by text[], led_from date[], day date) returns text
    language sql immutable strict parallel safe
    return led_by[1 + width_bucket(day, led_from)];

alter table program_fact
    add column led_by       text[] not null default '{}',
    add column led_from     date[] not null default '{}',
    add column rejected_on  date,
    add column withdrawn_on date,
    add column cancelled_on date;
update program_fact set led_by = array[lead_office];
alter table program_fact alter column led_by drop default, alter column led_from drop default;
alter table program_fact alter column last_dated_on set expression as
    (greatest(proposed_on, adopted_on, rejected_on, withdrawn_on, contracted_on, started_on, completed_on, cancelled_on));

-- From the program, as lead_office is.
alter table participation_fact
    add column led_by   text[] not null default '{}',
    add column led_from date[] not null default '{}';
update participation_fact set led_by = array[lead_office];
alter table participation_fact alter column led_by drop default, alter column led_from drop default;

grant execute on function office_on to reporting;
