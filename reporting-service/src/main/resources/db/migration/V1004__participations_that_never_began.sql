-- Whoever cancels or does not come was accepted and never starts.

alter table participation_fact
    add column cancelled_on date,
    add column no_show_on   date;
alter table participation_fact alter column start_on set expression as
    (case when accepted_on is not null and cancelled_on is null and no_show_on is null
          then coalesce(arrived_on, run_planned_start, planned_start, accepted_on) end);
alter table participation_fact alter column last_dated_on set expression as
    (greatest(accepted_on, cancelled_on, no_show_on, arrived_on, completed_on, withdrawn_on));
