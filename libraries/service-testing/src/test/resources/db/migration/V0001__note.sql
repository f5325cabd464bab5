create table note (id int primary key, text text not null);
grant select, insert on note to ${service};

create function refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'notes stay';
end $$;
create trigger notes_stay before truncate on note for each statement execute function refuse_truncate();
