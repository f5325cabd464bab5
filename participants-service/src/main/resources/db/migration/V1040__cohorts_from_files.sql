-- Files name programs and runs by their codes.
alter table program_replica add column program_code text;
alter table run_replica add column run_code text;
create index program_by_code on program_replica (program_code);

-- The topic is read once more from its beginning, since what is here was taken in without the codes.
delete from consumer_position;

-- Every search would read through what has not been merged into the index yet, which after many registrations is much.
alter index person_by_search_key set (fastupdate = off);
