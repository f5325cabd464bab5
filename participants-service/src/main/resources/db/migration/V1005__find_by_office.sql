-- What an office may know of is found from the office: persons it registered, and runs of its programs.
create index person_by_office on person using gin (registered_for);
create index run_by_program on run_replica (program_id);
