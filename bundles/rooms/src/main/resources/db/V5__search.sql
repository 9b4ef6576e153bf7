-- Finds rare words among a million messages. An external database may be without the extension or without the right to add it; search
-- then walks the transcript, a bounded portion for each request.
-- The index of a large history takes its time.
set local statement_timeout = 0;

do $$
declare
  home text;
begin
  begin
    create extension if not exists pg_trgm with schema public;
  exception when others then
    raise notice 'pg_trgm is not to be had: %', sqlerrm;
  end;
  select quote_ident(n.nspname) into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  if home is not null then
    execute 'create index message_content on message using gin (content ' || home || '.gin_trgm_ops) where aside is null';
  end if;
end
$$;
