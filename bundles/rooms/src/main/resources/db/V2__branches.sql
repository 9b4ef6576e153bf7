-- answers: the message of a person that this one answers.
-- version_of: another wording of a question, or another answer to it, stands in a group that is named by its first member.
-- aside: null while the message is on the path that is shown; otherwise the version it was set aside with.
alter table message
  add column answers uuid,
  add column version_of uuid,
  add column aside uuid;

create index message_shown on message (room_id, id) where aside is null;
create index message_aside on message (room_id, aside, id) where aside is not null;
create index message_version_of on message (room_id, version_of, id) where version_of is not null;
create index message_answers on message (room_id, answers, id) where answers is not null;
