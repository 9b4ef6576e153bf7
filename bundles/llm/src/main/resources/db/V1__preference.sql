-- The model a person has chosen for themselves; nobody else's choice and not the default.
create table preference (
  person_id uuid primary key,
  model text not null check (char_length(model) between 1 and 200),
  -- For a stand-in (the demo) alone: the default model at that moment. The choice holds only until there is another default.
  beside text,
  chosen_at timestamptz not null
);
