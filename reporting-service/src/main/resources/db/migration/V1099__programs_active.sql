-- Programs are active in the cells of each fiscal year, once they have ended. Those that have not are looked up, by the day on which
-- they started; of all that are present they are few.

do $$
declare
  schema text;
begin
  foreach schema in array array['reports_a', 'reports_b'] loop
    execute format('create index program_fact_under_way on %I.program_fact (started_on)
                    where known_to_seq = 9223372036854775807 and least(completed_on, cancelled_on) is null', schema);
  end loop;
end $$;

-- Up to which position they are counted so. The version before moves "seq" alone: whoever finds this one behind counts all anew.
alter table fold_clock add column counted_seq bigint not null default -1;
