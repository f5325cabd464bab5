-- The days on which an agreement is in force, computed when it is folded: renewals, notice, suspensions and successors make more
-- of it than an end. What is dated after a day changes nothing on or before it, so that one value answers for every asOf.
alter table agreement_fact add column in_force datemultirange not null default '{}';
update agreement_fact set in_force = datemultirange(
    daterange(greatest(signed_on, effective_from), least(terms_end, terminated_end), '[]'))
where signed_on is not null and effective_from is not null
  and greatest(signed_on, effective_from) <= coalesce(least(terms_end, terminated_end), 'infinity');
alter table agreement_fact
    alter column in_force drop default,
    drop column terms_end,
    drop column terminated_end;
create index agreement_fact_in_force on agreement_fact using gist (in_force);
