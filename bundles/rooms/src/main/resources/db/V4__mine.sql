-- How a person keeps a room: in a folder, at the top, read up to a message. Only that person sees it.
alter table member
  add column folder text check (char_length(folder) between 1 and 100),
  add column pinned boolean not null default false,
  add column read_up_to uuid;

-- Who was a member before there were marks has read everything.
update member set read_up_to = (select message.id from message where message.room_id = member.room_id order by message.id desc limit 1);
