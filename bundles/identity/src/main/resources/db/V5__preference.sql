-- What is null follows the setting of the installation.
create table preference (
  person_id uuid primary key references person on delete cascade,
  language text not null check (language in ('system', 'en', 'de')),
  theme text not null check (theme in ('system', 'light', 'dark')),
  landing_path text check (landing_path in ('/dm', '/workstation')),
  notify boolean not null,
  updated_at timestamptz not null default now()
);
