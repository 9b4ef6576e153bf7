-- How far the chain had come at a moment: number and hash of an entry, sealed with the key of the installation, which is not in the database.
create table seal (
  seq bigint primary key,
  sealed bytea not null,
  created_at timestamptz not null default now()
);

create trigger seal_append_only before update or delete or truncate on seal for each statement execute function refuse_change();
