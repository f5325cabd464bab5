-- Who was found to be the same person as another one is counted as that one.

-- The newest state only, as with runs; who stands alone has no row.
create table merged_person (
    participant_id uuid primary key,
    person_id      uuid not null
);

-- As whom it is counted: the participant, or the one that the participant was merged into.
alter table participation_fact add column person_id uuid;
update participation_fact set person_id = participant_id;
alter table participation_fact alter column person_id set not null;

create index participation_fact_participant on participation_fact (participant_id)
    where known_to_seq = 9223372036854775807;

grant select, insert, update, delete on merged_person to reporting;
