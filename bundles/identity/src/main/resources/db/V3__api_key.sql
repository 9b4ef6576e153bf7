-- The key itself is never stored, only its SHA-256 and the beginning that tells keys apart.
create table api_key (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  name text not null check (length(name) between 1 and 100),
  prefix text not null,
  key_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_key_person on api_key (person_id, created_at desc);
