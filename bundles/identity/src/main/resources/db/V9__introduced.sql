-- Whether the person has seen what Sparkbot is and how it protects, or did not want to; those of before have found their way already.
alter table preference add column introduced boolean not null default false;
insert into preference (person_id, language, theme, notify) select id, 'system', 'system', true from person on conflict do nothing;
update preference set introduced = true;
