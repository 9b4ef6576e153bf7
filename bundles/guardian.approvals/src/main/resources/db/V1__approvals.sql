create table approval (
  id uuid primary key,
  kind text not null check (kind in ('CONFIRM', 'PRIVILEGED', 'PRIVILEGED_REVEAL')),
  tool text not null,
  -- The exact arguments, sealed with the key of the installation and bound to this approval.
  sealed_arguments bytea not null,
  arguments_digest bytea not null,
  input jsonb not null,
  title text not null,
  reason text not null,
  person_id uuid not null,
  room_id uuid not null,
  turn_id uuid,
  call_id uuid not null,
  agent text,
  source text not null,
  state text not null check (state in ('PENDING', 'GRANTED', 'DENIED', 'EXPIRED', 'EXECUTED', 'FAILED')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- The process that runs a granted call: when it is gone, nobody knows whether the call ran.
  granted_in text
);

create index approval_pending on approval (room_id, created_at desc) where state = 'PENDING';
create index approval_due on approval (expires_at) where state = 'PENDING';
create index approval_granted on approval (granted_in) where state = 'GRANTED';
create index approval_turn on approval (turn_id) where state = 'PENDING';
