-- What requests under an Idempotency-Key were answered, written in the transaction of the change. It tells nothing of
-- callers, keys or contents: hashes under the service's secret, and the answer sealed under that and the caller's key.
create table remembered_answer (
  -- Caller, method, path and key.
  place      bytea primary key,
  -- Body, If-Match and content type: the same place with other contents is a key that was used twice.
  contents   bytea not null,
  -- Roles, offices and scopes of the token: the answer is for who still has them.
  authority  bytea not null,
  -- Nonce and AES-256-GCM of status, headers and body.
  answer     bytea not null,
  expires_at timestamptz not null
);

create index remembered_answer_by_age on remembered_answer (expires_at);

grant select, insert, update, delete on remembered_answer to ${service};
