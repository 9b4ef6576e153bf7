-- The answer that a turn gives anew; it was set aside when the turn began.
alter table turn add column replaces uuid;

create index turn_message on turn (message_id) where ended_at is null;
