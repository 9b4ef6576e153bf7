create table person (
  id uuid primary key,
  username text not null check (length(username) between 1 and 100),
  type text not null check (type in ('HUMAN', 'BOT')),
  role text not null check (role in ('ADMIN', 'MEMBER')),
  active boolean not null default true,
  full_name text check (length(full_name) <= 200),
  email text check (length(email) <= 255),
  bot_display_name text check (length(bot_display_name) <= 100),
  bot_slug text check (length(bot_slug) <= 50),
  bot_auto_mode boolean not null default false,
  password_hash text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index person_username on person (lower(username));
create unique index person_email on person (lower(email));
create unique index person_bot_slug on person (lower(bot_slug));
create index person_newest on person (created_at desc, id desc);

-- The token itself is never stored, only its SHA-256.
create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_hash bytea not null unique,
  device text not null,
  address text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_person on session (person_id, created_at desc);
create index session_address on session (address, created_at desc);
create index session_expires on session (expires_at);

-- One row for each failed or running login attempt of the window.
create table login_attempt (
  id uuid primary key,
  source text not null,
  at timestamptz not null default now()
);
create index login_attempt_source on login_attempt (source, at);
create index login_attempt_at on login_attempt (at);
