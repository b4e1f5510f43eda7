-- A table that no migration showed to the portal is closed to it: close_to_portal() runs after the
-- migrations and gives every table without a word about the portal the policy "nothing". Functions and
-- policies that change no row; breaks no running version; locks those tables for a moment.

-- 'all' says so with a policy of its own, so that it is told apart from a forgotten table.
create or replace function show_to_portal(t text, condition text) returns void language plpgsql as $$
begin
  if condition = 'all' then
    execute format('create policy portal on %I as restrictive using (true)', t);
  elsif condition = 'write' then
    execute format('create policy portal on %I as restrictive for select using ((select portal_customer()) is null)', t);
  else
    execute format('create policy portal on %I as restrictive using ((select portal_customer()) is null%s)', t,
      case condition when 'nothing' then '' else ' or ' || condition end);
  end if;
end $$;

create function close_to_portal() returns void language plpgsql as $$
declare t text;
begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity
             and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'portal')
  loop
    perform show_to_portal(t, 'nothing');
  end loop;
end $$;

do $$
declare t text;
begin
  foreach t in array array['organisation', 'books', 'member', 'bank_account', 'chain_head',
    'idempotency_key', 'text_template']
  loop
    perform show_to_portal(t, 'all');
  end loop;
end $$;
