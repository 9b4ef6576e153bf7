-- Invitations into rooms. Of the token only its SHA-256 is kept.
create table invite (
  id uuid primary key,
  room_id uuid not null references room on delete cascade,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  role text not null check (role in ('MOD', 'MEMBER', 'VIEWER')),
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  usage_limit integer check (usage_limit > 0),
  used_count integer not null default 0,
  check (usage_limit is null or used_count <= usage_limit)
);

create index invite_room on invite (room_id, id);
