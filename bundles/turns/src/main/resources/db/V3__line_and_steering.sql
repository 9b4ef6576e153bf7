-- Messages that wait until what runs for their person in their room has ended.
create table queued (
  id uuid primary key,
  room_id uuid not null,
  person_id uuid not null,
  source text not null,
  content text not null,
  reply_to uuid,
  created_at timestamptz not null
);

create index queued_place on queued (room_id, person_id, id);

-- What a person has added to a turn and its model has not been given yet.
create table steer (
  turn_id uuid not null references turn on delete cascade,
  message_id uuid not null,
  content text not null,
  primary key (turn_id, message_id)
);

alter table turn add column steered boolean not null default false;

create index turn_open_place on turn (person_id, room_id) where ended_at is null;
