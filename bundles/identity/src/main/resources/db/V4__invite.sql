create table invite (
  id uuid primary key,
  role text not null check (role in ('ADMIN', 'MEMBER')),
  token_hash bytea not null unique,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  usage_limit int not null check (usage_limit between 1 and 1000),
  used_count int not null default 0 check (used_count between 0 and usage_limit)
);
create index invite_newest on invite (created_at desc, id desc);
