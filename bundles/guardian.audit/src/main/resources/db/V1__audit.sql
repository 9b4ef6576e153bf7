create table entry (
  seq bigint primary key,
  id uuid not null unique,
  created_at timestamptz not null,
  person_id uuid,
  room_id uuid,
  turn_id uuid,
  tool_name text not null check (char_length(tool_name) <= 100),
  tool_input text not null check (char_length(tool_input) <= 2000),
  tool_result text not null check (char_length(tool_result) <= 1000),
  agent_name text,
  model text,
  previous_hash bytea not null,
  hash bytea not null
);

create index entry_room on entry (room_id, seq desc);
create index entry_room_tool on entry (room_id, tool_name, seq desc);

-- The end of the chain. Its one row is locked while entries are appended, so that the chain has one order whatever runs at once.
create table head (
  singleton boolean primary key default true check (singleton),
  seq bigint not null,
  hash bytea not null
);

insert into head (seq, hash) values (0, sha256('sparkbot audit'));

create function entry_hash(e entry) returns bytea language sql stable
begin atomic
  select sha256(e.previous_hash || convert_to(concat_ws(E'\x1f',
    e.seq, e.id, extract(epoch from e.created_at), coalesce(e.person_id::text, '-'), coalesce(e.room_id::text, '-'), coalesce(e.turn_id::text, '-'),
    e.tool_name, e.tool_input, e.tool_result, coalesce(e.agent_name, '-'), coalesce(e.model, '-')), 'UTF8'));
end;

-- Appends the entries of a JSON array in its order.
create function append(entries jsonb) returns bigint language plpgsql as $$
declare
  last guardian_audit.head;
  one guardian_audit.entry;
begin
  select * into strict last from guardian_audit.head for update;
  for one in select * from jsonb_populate_recordset(null::guardian_audit.entry, entries) loop
    one.seq := last.seq + 1;
    one.previous_hash := last.hash;
    one.hash := guardian_audit.entry_hash(one);
    insert into guardian_audit.entry select one.*;
    last.seq := one.seq;
    last.hash := one.hash;
  end loop;
  update guardian_audit.head set seq = last.seq, hash = last.hash;
  return last.seq;
end $$;

-- The first entry from a number on that does not fit the chain; null when all do.
create function first_broken(from_seq bigint) returns bigint language sql stable
begin atomic
  select min(c.seq)
  from (
    select e.seq, e.hash, e.previous_hash, entry_hash(e) as computed, lag(e.hash) over w as before, lag(e.seq) over w as before_seq
    from entry e where e.seq >= from_seq
    window w as (order by e.seq)
  ) c
  where c.hash <> c.computed or c.previous_hash <> c.before or c.seq <> c.before_seq + 1;
end;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;

create trigger entry_append_only before update or delete or truncate on entry for each statement execute function refuse_change();
