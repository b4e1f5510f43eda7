-- The portal's policies as the planner can estimate them: "is null" of what it does not know counts
-- for one row in two hundred, a "case" for one in two, "is not null" for nearly all, and nearly always
-- nobody of the portal asks. A list of a hundred thousand lines was sorted whole for that, instead of
-- read along its index. What is shown stays the same. Breaks no running version; locks each table for
-- a moment.
create or replace function show_to_portal(t text, condition text) returns void language plpgsql as $$
declare own_people text := '(select case when portal_customer() is null then true end) is not null';
begin
  if condition = 'all' then
    execute format('create policy portal on %I as restrictive using (true)', t);
  elsif condition = 'write' then
    execute format('create policy portal on %I as restrictive for select using (%s)', t, own_people);
  elsif condition = 'nothing' then
    execute format('create policy portal on %I as restrictive using (%s)', t, own_people);
  else
    execute format('create policy portal on %I as restrictive using (%s or %s)', t, own_people, condition);
  end if;
end $$;

do $$
declare p record; shown text;
begin
  for p in
    select c.relname as t, pg_get_expr(y.polqual, y.polrelid) as condition
    from pg_policy y join pg_class c on c.oid = y.polrelid join pg_namespace n on n.oid = c.relnamespace
    where y.polname = 'portal' and n.nspname = 'public' and pg_get_expr(y.polqual, y.polrelid) <> 'true'
  loop
    -- 'nothing' and 'write' ask for our own people alone; the others say after "else" what is shown
    shown := case when p.condition = '(( SELECT portal_customer() AS portal_customer) IS NULL)' then 'false'
      else substring(p.condition from '^\s*CASE\s.*?\sTHEN true\s+ELSE (.*)\s+END$') end;
    if shown is null then
      raise exception 'the portal''s policy of % is not understood: %', p.t, p.condition;
    end if;
    shown := replace(shown, '(( SELECT portal_customer() AS portal_customer) IS NULL) OR ', '');
    execute format('alter policy portal on %I using
      ((select case when portal_customer() is null then true end) is not null%s)', p.t,
      case shown when 'false' then '' else ' or ' || shown end);
  end loop;
end $$;
