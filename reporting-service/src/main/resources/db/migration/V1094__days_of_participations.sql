-- The first and the last day on which a participation may count, of present and past rows: a report as of an earlier day or an
-- earlier position reads the participations of its period instead of all. Rows come in the order in which things happen, more or less,
-- so a few days for each 256 kB tell enough; writing them costs next to nothing. A stay that lasts has no last day.

do $$
declare
  name text;
begin
  foreach name in array array['reports_a', 'reports_b'] loop
    execute format('create index participation_fact_days on %I.participation_fact using brin (
                        least(accepted_on, cancelled_on, no_show_on, arrived_on, completed_on, withdrawn_on,
                              run_planned_start, planned_start) date_minmax_multi_ops,
                        greatest(accepted_on, cancelled_on, no_show_on, arrived_on, completed_on, withdrawn_on,
                                 run_planned_start, planned_start,
                                 case when arrived_on is not null and ended_on is null then ''infinity''::date end)
                            date_minmax_multi_ops)
                    with (pages_per_range = 32, autosummarize = on)', name);
  end loop;
end $$;
