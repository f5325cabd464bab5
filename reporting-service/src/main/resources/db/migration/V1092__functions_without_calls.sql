-- The same as before, written so that PostgreSQL puts them into the statements that use them: a call took longer than what is
-- called, and the fold calls them dozens of times for an event. What has a CASE or, giving rows, is strict is always called.

create or replace function fiscal_year(day date) returns int
    language sql immutable strict parallel safe
    -- From 1 April; January to March belong to the year before.
    return date_part('year', day - interval '3 months')::int;

create or replace function led_spans(led_by text[], led_from date[])
    returns table (office text, since date, until date)
    language sql immutable parallel safe rows 1
begin atomic
    select span.office, span.since, span.next - 1
    from unnest(led_by, array['-infinity'::date] || led_from, led_from || array['infinity'::date])
        as span(office, since, next);
end;
