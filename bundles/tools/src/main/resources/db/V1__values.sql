-- Small values that tools keep. Without a room: the nil UUID.
create table value (
    skill_id   text not null,
    tool       text not null,
    person_id  uuid not null,
    room_id    uuid not null,
    key        text not null check (length(key) between 1 and 200),
    value      text not null check (octet_length(value) <= 65536),
    changed_at timestamptz not null default now(),
    primary key (skill_id, tool, person_id, room_id, key)
);
