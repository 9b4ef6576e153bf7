-- What stands for everything up to a message when the conversation is given to a model; an empty summary is a fresh start.
create table checkpoint (
  room_id uuid not null,
  up_to uuid not null,
  summary text not null,
  created_at timestamptz not null,
  primary key (room_id, up_to),
  foreign key (room_id, up_to) references message (room_id, id) on delete cascade
);
