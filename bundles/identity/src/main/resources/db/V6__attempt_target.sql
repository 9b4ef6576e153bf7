-- What was being guessed, as a hash (people type passwords into the wrong field). A success of one account must not clear guesses at another.
alter table login_attempt add column target bytea not null default ''::bytea;
alter table preference add column time_zone text check (length(time_zone) between 1 and 64);
