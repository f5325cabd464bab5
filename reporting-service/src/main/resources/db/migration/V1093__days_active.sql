-- The days on which a program is active; null until it has started. Most programs are of other years than the one that is asked for.

create function days_active(started_on date, completed_on date, cancelled_on date) returns daterange
    language sql immutable parallel safe
    -- One that ended before it started has its first day, so that this is a range.
    return case when started_on is not null then
        daterange(started_on, greatest(started_on, coalesce(least(completed_on, cancelled_on), 'infinity')), '[]') end;

do $$
declare
  name text;
begin
  foreach name in array array['reports_a', 'reports_b'] loop
    execute format('create index program_fact_active on %I.program_fact
                    using gist (days_active(started_on, completed_on, cancelled_on))
                    where known_to_seq = 9223372036854775807', name);
  end loop;
end $$;
