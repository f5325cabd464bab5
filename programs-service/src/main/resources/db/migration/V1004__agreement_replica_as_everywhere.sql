-- The columns that replicas of other services' records have in every service.
alter table agreement_replica rename column agreement_id to id;
alter table agreement_replica rename column signed to usable;
