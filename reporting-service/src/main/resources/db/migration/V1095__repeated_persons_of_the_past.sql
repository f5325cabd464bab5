-- Whom V1091 did not look for: who counted more than once in a year at an earlier position and does not any more. Reports as of earlier
-- positions count persons by this table too.

do $$
declare
  name text;
begin
  foreach name in array array['reports_a', 'reports_b'] loop
    execute format('insert into %1$I.repeated_person
                    select distinct fiscal_year(one.start_on), one.person_id
                    from %1$I.participation_fact one
                    join %1$I.participation_fact other
                      on other.person_id = one.person_id and other.participation_id > one.participation_id
                     and fiscal_year(other.start_on) = fiscal_year(one.start_on)
                     and other.known_from_seq < one.known_to_seq and one.known_from_seq < other.known_to_seq
                    on conflict do nothing', name);
  end loop;
end $$;
