-- Events of deleted rooms that were being stored while the room was deleted; new ones cannot come about.
delete from turn_event where not exists (select from turn where turn.id = turn_event.turn_id);
