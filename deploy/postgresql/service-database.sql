-- What a superuser does once for each service: its database and its roles. Everything else is done by the
-- service's own migrations, which run as the owner and grant the two other roles what they need.
--
--   ${service}_owner   owns the database; only migrations use it
--   ${service}         serves requests; may not define or change tables
--   ${service}_relay   reads the journal from the write-ahead log; exists for owners of a journal only
--
-- A statement ends with a line that holds only two semicolons. Run the statements one by one, outside of a
-- transaction, connected to the database "postgres". All may be run again, so that a half-done run is simply
-- repeated and passwords can be changed; only CREATE DATABASE then answers 42P04 (duplicate_database), which
-- is to be passed over. Passwords must not hold a single quote or a backslash. With psql:
--   service=programs ownerPassword=… servicePassword=… relayPassword=… envsubst < service-database.sql | psql -d postgres

do $$
begin
  if not exists (select from pg_roles where rolname = '${service}_owner') then
    create role ${service}_owner;
  end if;
  if not exists (select from pg_roles where rolname = '${service}') then
    create role ${service};
  end if;
  -- Reporting only reads topics: it has no journal, so nothing may replicate from it.
  if '${service}' <> 'reporting' and not exists (select from pg_roles where rolname = '${service}_relay') then
    create role ${service}_relay;
  end if;
end
$$;
;;
alter role ${service}_owner with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '${ownerPassword}';
;;
alter role ${service} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '${servicePassword}';
;;
do $$
begin
  if '${service}' <> 'reporting' then
    alter role ${service}_relay with login nosuperuser nocreatedb nocreaterole replication nobypassrls password '${relayPassword}';
  end if;
end
$$;
;;
-- The owner of a database is also the owner of its schema "public" (role pg_database_owner). template0, so that
-- every cluster gives the same encoding and collation whatever its template1 holds.
create database ${service} owner ${service}_owner template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C';
;;
-- PUBLIC could connect and make temporary tables otherwise, so every service could enter every database.
revoke all on database ${service} from public;
;;
grant connect on database ${service} to ${service};
;;
do $$
begin
  if '${service}' <> 'reporting' then
    grant connect on database ${service} to ${service}_relay;
  end if;
end
$$;
;;
