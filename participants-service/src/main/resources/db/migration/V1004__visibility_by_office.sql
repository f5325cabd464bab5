-- Which persons an office may know of: those it registered, and those of runs that it leads or helps with.
alter table program_replica add column cooperating_offices text[] not null default '{}';

-- The topic is read once more from its beginning, since what is here was taken in without the cooperating offices.
-- Nothing goes back by that: an older state of a program than the one here is left out.
delete from consumer_position;

-- For whom the person was registered: all offices of the caller, or * for one who acts for every office.
alter table person add column registered_for text[] not null default '{}';
update person set registered_for = array[participant.doc ->> 'registeredBy']
  from participant where participant.id = person.participant_id and participant.doc ->> 'registeredBy' is not null;
