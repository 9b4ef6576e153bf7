-- A saved value stands in exactly one of two forms: as JSON, or sealed when it is a secret.
create table setting (
  key text primary key,
  value jsonb,
  sealed bytea,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  check ((value is null) <> (sealed is null))
);
