-- Whether it ended because the model chose not to reply; whoever opens the room later is told that nothing is to come.
alter table turn add column silent boolean not null default false;
