-- When somebody's data was erased, and from when on no backup holds the key either.
create table erasure (
  id             uuid primary key,
  participant_id uuid not null references participant,
  reason         text not null,
  erased_at      timestamptz not null,
  complete_on    date not null
);

create index erasure_by_participant on erasure (participant_id);

-- Records of one person stand together under the one that they were merged into.
alter table participant
  add column merged_into uuid generated always as ((doc ->> 'mergedInto')::uuid) stored;

create index participant_by_survivor on participant (merged_into) where merged_into is not null;

grant select, insert on erasure to ${service};
