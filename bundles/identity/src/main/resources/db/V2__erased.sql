-- A person who was erased keeps a row without a name, since rooms and messages point at it.
alter table person add column erased_at timestamptz;
create index person_admin on person (role) where role = 'ADMIN';
