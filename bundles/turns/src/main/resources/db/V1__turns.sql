-- One answer of the assistant: a row first, a stream afterwards.
create table turn (
  id uuid primary key,
  room_id uuid not null,
  person_id uuid not null,
  message_id uuid not null,
  source text not null,
  tools boolean not null,
  state text not null check (state in ('running', 'parked', 'done', 'stopped', 'failed', 'interrupted')),
  node uuid not null,
  stop_wanted boolean not null default false,
  waiting uuid[] not null default '{}',
  parked bytea,
  started_at timestamptz not null,
  ended_at timestamptz,
  pruned boolean not null default false,
  check ((ended_at is null) = (state in ('running', 'parked')))
);

create index turn_room on turn (room_id, id);
create index turn_person on turn (person_id, id);
create index turn_open on turn (state, node) where ended_at is null;
create index turn_prunable on turn (ended_at) where ended_at is not null and not pruned;

-- A row holds consecutive events as a JSON array; a plain string in it is a token. After an outage a row may repeat events of the one before.
create table turn_event (
  turn_id uuid not null,
  first_seq bigint not null,
  last_seq bigint not null,
  events text not null,
  primary key (turn_id, last_seq)
);

-- A decision made while its turn was still running; the turn takes it when it would otherwise wait.
create table decision (
  confirm_id uuid primary key,
  turn_id uuid not null references turn on delete cascade,
  approved boolean not null,
  decided_by uuid not null
);

create index decision_turn on decision (turn_id);

-- The engines that are alive. One that has not been seen for a while is dead, and so is an earlier process of the same installation.
create table node (
  id uuid primary key,
  installation text not null,
  process text not null,
  seen_at timestamptz not null
);
