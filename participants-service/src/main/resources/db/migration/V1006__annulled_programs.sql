-- A program that was entered in error keeps its state, but nobody can be accepted into its runs any more.
alter table program_replica add column annulled boolean not null default false;
