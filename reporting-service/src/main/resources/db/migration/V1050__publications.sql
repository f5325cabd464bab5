-- A fiscal year as it was published. Nothing here is ever changed, and a rebuild of facts and cells does not touch it.

create table publication (
    publication_id uuid        primary key,
    fiscal_year    int         not null,
    position       bigint      not null unique,
    known_at       timestamptz not null,
    as_of          date        not null,
    definitions    text        not null,
    hash           text        not null,
    drafted_by     text        not null,
    drafted_at     timestamptz not null default clock_timestamp()
);

-- What it says: each report as it is answered, and the definitions. Text and not jsonb, since the hash is over the letters.
create table publication_content (
    publication_id uuid not null references publication,
    name           text not null,
    content        text not null,
    hash           text not null,
    primary key (publication_id, name)
);

-- By whom it was approved. From released_seq on answers take the year for published.
create table publication_release (
    publication_id uuid        primary key references publication,
    fiscal_year    int         not null,
    number         int         not null check (number >= 1),
    released_seq   bigint      not null,
    released_by    text        not null,
    released_at    timestamptz not null default clock_timestamp(),
    unique (fiscal_year, number)
);

create function refuse_change_of_publication() returns trigger language plpgsql as $$
begin
  raise exception 'Publications are append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create function refuse_wrong_release() returns trigger language plpgsql as $$
begin
  if exists (select from publication where publication_id = new.publication_id
             and (drafted_by = new.released_by or fiscal_year <> new.fiscal_year)) then
    raise exception 'Whoever drafted a publication cannot release it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger four_eyes before insert on publication_release for each row execute function refuse_wrong_release();

create trigger rows_stay before update or delete on publication
  for each row execute function refuse_change_of_publication();
create trigger stays before truncate on publication for each statement execute function refuse_change_of_publication();
create trigger rows_stay before update or delete on publication_content
  for each row execute function refuse_change_of_publication();
create trigger stays before truncate on publication_content
  for each statement execute function refuse_change_of_publication();
create trigger rows_stay before update or delete on publication_release
  for each row execute function refuse_change_of_publication();
create trigger stays before truncate on publication_release
  for each statement execute function refuse_change_of_publication();

grant select, insert on publication, publication_content, publication_release to reporting;
