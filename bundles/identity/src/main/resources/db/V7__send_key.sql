-- Which key sends a message: it belongs to the hands of a person, not to one browser.
alter table preference add column send_key text not null default 'enter' check (send_key in ('enter', 'mod_enter'));
