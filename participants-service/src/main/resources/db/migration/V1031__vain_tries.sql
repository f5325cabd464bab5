-- Who was wrong about a person at sharing has seen nothing, and may be asked about it nevertheless.
alter table access_log add column shown boolean not null default true;
grant insert (shown) on access_log to ${service};
