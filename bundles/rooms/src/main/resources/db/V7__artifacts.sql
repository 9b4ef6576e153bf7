-- Papers of a room: agendas, notes, decisions, action items.
create table artifact (
  id uuid primary key,
  room_id uuid not null references room on delete cascade,
  type text not null check (type in ('agenda', 'notes', 'decisions', 'action_items')),
  created_by uuid not null,
  created_at timestamptz not null,
  window_start timestamptz,
  window_end timestamptz,
  content text not null check (char_length(content) between 1 and 100000),
  meta jsonb,
  check (window_start is null or window_end is null or window_start <= window_end)
);

create index artifact_room on artifact (room_id, id);
create index artifact_room_type on artifact (room_id, type, id);
