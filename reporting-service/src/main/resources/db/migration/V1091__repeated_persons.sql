-- Different persons of a fiscal year are its participations less those by which somebody counts again. Who counts more than once, or
-- did by what was known at some time: one who does not any more costs a look and changes no figure, so nobody is taken out.

create table reports_a.repeated_person (
    fiscal_year int  not null,
    person_id   uuid not null,
    primary key (fiscal_year, person_id)
);
create table reports_b.repeated_person (like reports_a.repeated_person including all);
grant select, insert, update, delete, maintain on reports_a.repeated_person, reports_b.repeated_person to reporting;

do $$
declare
  name text;
begin
  foreach name in array array['reports_a', 'reports_b'] loop
    execute format('insert into %1$I.repeated_person
                    select fiscal_year(start_on), person_id from %1$I.participation_fact
                    where known_to_seq = 9223372036854775807 and start_on is not null
                    group by 1, 2 having count(*) > 1', name);
    -- As whom it is counted finds the participant's too.
    execute format('drop index %I.participation_fact_participant', name);
    execute format('create index participation_fact_person on %I.participation_fact (person_id)
                    where known_to_seq = 9223372036854775807', name);
  end loop;
end $$;
