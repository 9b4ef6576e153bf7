-- What is known of an uploaded file; its bytes are in the files of the room.
create table file (
  id uuid primary key,
  room_id uuid not null,
  person_id uuid not null,
  name text not null,
  path text not null,
  mime text not null,
  size bigint not null,
  sha256 text not null,
  captioned boolean not null,
  -- what was read of a document; empty kind: it is none
  kind text not null,
  text text not null,
  more boolean not null,
  fault text not null,
  created_at timestamptz not null
);
create index file_room on file (room_id);

-- The messages a file came with: the one it was sent with, and other wordings of that. Without any the file goes.
create table holder (
  message_id uuid not null,
  file_id uuid not null references file (id) on delete cascade,
  primary key (message_id, file_id)
);
create index holder_file on holder (file_id);
