-- Whether devices that asked for notices are told. Until now nobody read it, so nobody can have meant "no" by the "false" that was kept without a word.
update preference set notify = true;
alter table preference drop constraint preference_landing_path_check;
alter table preference add constraint preference_landing_path_check check (landing_path in ('/dm', '/rooms/new', '/approvals', '/workstation'));
