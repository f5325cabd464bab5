-- Columns and indexes for every filter and order of the list; all are derived from the document.

-- A day of a document, 2015-04-01. The cast from text depends on a setting of the session, so it cannot be stored.
create function business_day(day text) returns date
    language sql immutable strict parallel safe
    return make_date(substr(day, 1, 4)::integer, substr(day, 6, 2)::integer, substr(day, 9, 2)::integer);

-- What a text is found by: the same for full and half width letters (NFKC), capitals and small ones.
create function searchable(written text) returns text
    language sql immutable strict parallel safe
    return lower(normalize(written, nfkc));

-- The pieces of a text that stand in the index of the search. Three letters in a row tell English words apart; in Japanese two
-- characters are a word (水道), and one may be. pg_trgm, which would be the usual way, finds nothing of two characters by index,
-- and under the C locale no Japanese at all.
create function search_grams(normalized text) returns text[]
    language plpgsql immutable strict parallel safe
    -- A loop, since it is four times as fast as the same in SQL, and every change of a program computes it.
    as $$
declare
    letters text[] := string_to_array(normalized, null);
    pieces text[] := '{}';
    one text;
    two text := letters[1];
    three text := letters[2];
begin
    for place in 1 .. cardinality(letters) loop
        one := two;
        two := three;
        three := letters[place + 2];
        if ascii(one) > 127 then
            pieces := pieces || one;
        end if;
        if ascii(one) > 127 or ascii(two) > 127 then
            pieces := pieces || (one || two);
        elsif ascii(three) <= 127 then
            pieces := pieces || (one || two || three);
        end if;
    end loop;
    -- At the end there may be no second letter.
    return array(select distinct piece from unnest(pieces) as piece where piece is not null);
end
$$;

-- The pieces that a text must have to mention a word: of Japanese words the pairs, since they say more than each character.
create function wanted_grams(word text) returns text[]
    language sql immutable strict parallel safe
begin atomic
    select coalesce(array_agg(pieces.piece), '{}')
    from unnest(search_grams(word)) as pieces(piece)
    where char_length(pieces.piece) > 1 or char_length(word) = 1;
end;

-- What a program is searched in.
create function program_text(doc jsonb) returns text
    language sql immutable strict parallel safe
    return searchable((doc ->> 'programCode') || E'\n' || (doc #>> '{title,en}') || E'\n' || (doc #>> '{title,ja}'));

-- Everything that a program is filtered by and may have several of, as field:value. Unlike conditions on the document, the
-- planner knows how common each of these is.
create function program_labels(doc jsonb) returns text[]
    language sql immutable strict parallel safe
begin atomic
    select coalesce(array_agg(distinct labels.label), '{}')
    from (
        select 'kind:' || (doc ->> 'kind') as label
        union all select 'facility:' || (doc ->> 'facility')
        union all select 'field:' || (doc ->> 'thematicField')
        union all select 'cooperating:' || office from jsonb_array_elements_text(doc -> 'cooperatingOffices') office
        union all select 'country:' || (share ->> 'code') from jsonb_array_elements(doc -> 'countries') share
        union all select 'sector:' || (share ->> 'code') from jsonb_array_elements(doc -> 'sectors') share
        union all select 'partner:' || (partner ->> 'localGovernment') from jsonb_array_elements(doc -> 'partners') partner
        union all select 'related:' || (related ->> 'programId')
            from jsonb_array_elements(coalesce(doc -> 'relatedPrograms', '[]')) related
        union all select 'agreement:' || agreement from jsonb_array_elements_text(doc -> 'agreementIds') agreement
    ) as labels
    where labels.label is not null;
end;

drop index program_contents;
alter table program drop column searched;
alter table program
    add column searched text not null generated always as (program_text(doc)) stored,
    -- Stored rather than only indexed, so that a plan without the index does not compute it for each row.
    add column grams text[] not null generated always as (search_grams(program_text(doc))) stored,
    add column labels text[] not null generated always as (program_labels(doc)) stored,
    add column proposed_on date not null generated always as (business_day(doc ->> 'proposedOn')) stored,
    add column planned_start date not null generated always as (business_day(doc ->> 'plannedStart')) stored,
    -- What has not been adopted stands behind everything that has.
    add column adopted_sort date not null generated always as
        (coalesce(business_day(doc ->> 'adoptedOn'), make_date(9999, 12, 31))) stored,
    -- From the actual start to the completion or cancellation, both included; nothing before it has started.
    add column ran daterange generated always as (
        case when doc ->> 'startedOn' is not null then daterange(
            business_day(doc ->> 'startedOn'),
            business_day(coalesce(doc ->> 'completedOn', doc ->> 'cancelledOn')), '[]') end) stored,
    add column annulled boolean not null generated always as (doc ->> 'annulledOn' is not null) stored;

create index program_labelled on program using gin (labels) with (fastupdate = off);
create index program_searched on program using gin (grams);
create index program_ran on program using gist (ran);
create index program_by_state on program (state, recorded_at, id);
create index program_by_proposal on program (proposed_on, id);
create index program_by_planned_start on program (planned_start, id);
create index program_by_adoption on program (adopted_sort, id);
drop index program_by_scheme;
drop index program_by_office;
-- In the order of the list, so that a page of a common value is read from its beginning.
create index program_by_scheme on program (scheme, recorded_at, id);
create index program_by_office on program (lead_office, recorded_at, id);
-- What an office adopted in a year is what is asked for most.
create index program_by_fiscal_year on program (adopted_fiscal_year, lead_office, scheme);
create index program_annulled on program (recorded_at, id) where annulled;

-- The code of a program that was entered in error can be given to the one that is right.
alter table program drop constraint "programCode";
create unique index "programCode" on program (program_code) where not annulled;

grant execute on function business_day, searchable, search_grams, wanted_grams, program_text, program_labels to ${service};
