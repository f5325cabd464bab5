-- Which of the participations of somebody who counts more than once in a fiscal year is not the first: of the year, and of the year in
-- its country, under its office … A report by one of these adds up those few, instead of bringing all of a year together by person.

do $$
declare
  schema text;
  place text;
begin
  foreach schema in array array['reports_a', 'reports_b'] loop
    execute format('alter table %I.repeated_participation add column again boolean not null default false', schema);
    execute format('create index repeated_participation_again on %I.repeated_participation (fiscal_year) include (person_id) where again',
                   schema);
    foreach place in array array['country', 'lead_office', 'scheme', 'kind', 'facility'] loop
      execute format('alter table %I.repeated_participation add column again_in_%s boolean not null default false', schema, place);
      execute format('create index repeated_participation_again_in_%1$s on %2$I.repeated_participation (fiscal_year, %1$I)'
                     ' include (person_id) where again_in_%1$s', place, schema);
    end loop;
  end loop;
end $$;

-- Up to which position all of this is noted. "kept_seq" is that of the version before, which notes less: where it folds on, or has
-- folded last, this one is behind "seq", and whoever finds it so notes all anew.
alter table fold_clock add column noted_seq bigint not null default -1;
