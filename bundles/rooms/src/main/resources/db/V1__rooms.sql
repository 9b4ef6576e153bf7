-- updated_at and message_count change with every message: no index holds them, and the free space keeps the new row version on its page.
create table room (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 200),
  description text check (char_length(description) <= 2000),
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  persona text check (char_length(persona) <= 500),
  execution_allowed boolean not null,
  meeting_mode_enabled boolean not null default false,
  meeting_mode_bots_mention_only boolean not null default false,
  meeting_mode_max_bot_msgs_per_min integer not null default 0 check (meeting_mode_max_bot_msgs_per_min between 0 and 1000),
  meeting_mode_note_taker_bot_slug text check (char_length(meeting_mode_note_taker_bot_slug) <= 50),
  message_count bigint not null default 0,
  direct_for uuid
) with (fillfactor = 70);

-- One direct room with the assistant per person, whatever runs at the same time.
create unique index room_direct on room (direct_for) where direct_for is not null;

create table member (
  room_id uuid not null references room on delete cascade,
  person_id uuid not null,
  role text not null check (role in ('OWNER', 'MOD', 'MEMBER', 'VIEWER', 'BOT')),
  joined_at timestamptz not null,
  primary key (room_id, person_id)
);

create index member_person on member (person_id);

-- No index by id alone: the planner would walk it backwards through every other room to find the newest messages of one.
-- No foreign key to room: a deleted room disappears at once and its messages are removed in portions afterwards.
create table message (
  room_id uuid not null,
  id uuid not null,
  sender_id uuid not null,
  content text not null check (char_length(content) between 1 and 100000),
  reply_to uuid,
  meta jsonb,
  created_at timestamptz not null,
  edited_at timestamptz,
  version integer not null default 1,
  primary key (room_id, id),
  foreign key (room_id, reply_to) references message (room_id, id) on delete set null (reply_to)
);

create index message_reply on message (room_id, reply_to) where reply_to is not null;

-- What a message said before an edit.
create table message_version (
  room_id uuid not null,
  message_id uuid not null,
  version integer not null,
  content text not null,
  replaced_at timestamptz not null,
  primary key (room_id, message_id, version),
  foreign key (room_id, message_id) references message (room_id, id) on delete cascade
);

-- Deleted rooms whose messages are still being removed.
create table room_leftover (
  room_id uuid primary key,
  deleted_at timestamptz not null
);
