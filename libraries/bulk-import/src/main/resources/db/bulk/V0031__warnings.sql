-- What somebody should look at in rows that were taken; it is told beside the errors, and counted apart.
alter table import_job add column warning_count integer not null default 0;
