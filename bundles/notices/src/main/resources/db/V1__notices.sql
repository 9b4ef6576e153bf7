-- A browser that wants notices. It belongs to the session it was given in and goes with it.
create table device (
  id uuid primary key,
  person_id uuid not null,
  session_id uuid not null,
  -- where its push service takes notices for it; whoever knows it and our key can reach the browser
  endpoint text not null unique,
  -- the browser's public key (P-256, uncompressed) and its secret, RFC 8291
  public_key bytea not null check (length(public_key) = 65),
  secret bytea not null check (length(secret) = 16),
  label text not null,
  created_at timestamptz not null,
  told_at timestamptz
);
create index device_person on device (person_id);
create index device_session on device (session_id);

-- The key by which push services know this installation, RFC 8292; the private half sealed with the key of the instance.
create table server_key (
  one boolean primary key default true check (one),
  public_key bytea not null check (length(public_key) = 65),
  sealed bytea not null
);
