-- References of the tables that grow with every bank line are checked once a statement, over all its
-- new rows, instead of by a foreign key row by row: posting a line writes some fifteen rows, and the
-- row-by-row checks were a quarter of its time. What they point to cannot go away: the application
-- may delete none of those tables and change none of their keys.

-- Arguments: column, table, column, table …; every column points to (org_id, id) of its table.
create function check_references() returns trigger language plpgsql as $$
declare bad bigint;
begin
  for k in 0 .. tg_nargs / 2 - 1 loop
    -- a subquery in the list of columns is looked up by primary key for each, whatever the planner
    -- believes of tables that grew a moment ago
    execute format(
      'select ref from (select n.ref, (select r.id from %2$I r where r.org_id = n.org_id and r.id = n.ref) as found
         from (select distinct org_id, %1$I as ref from new_rows where %1$I is not null) n) x
       where found is null limit 1',
      tg_argv[k * 2], tg_argv[k * 2 + 1]) into bad;
    if bad is not null then
      raise exception '% of % points to % %, which does not exist',
        tg_argv[k * 2], tg_table_name, tg_argv[k * 2 + 1], bad using errcode = '23503';
    end if;
  end loop;
  return null;
end $$;

do $$
declare
  t record;
  c record;
  args text;
begin
  for t in select unnest(array['entry', 'posting_line', 'allocation', 'receipt_claim', 'decision',
      'difference', 'match', 'bank_line', 'receipt', 'open_item']) as name
  loop
    args := '';
    for c in
      select k.conname, k.confrelid::regclass::text as target,
        (select string_agg(a.attname, ',') from unnest(k.conkey) x(n)
           join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.n
           where a.attname <> 'org_id') as col
      from pg_constraint k where k.conrelid = t.name::regclass and k.contype = 'f' order by k.conname
    loop
      args := args || format(', %L, %L', c.col, c.target);
      execute format('alter table %I drop constraint %I', t.name, c.conname);
    end loop;
    execute format('create trigger references_exist after insert on %I referencing new table as new_rows
      for each statement execute function check_references(%s)', t.name, substr(args, 3));
  end loop;
end $$;

-- Keys never change: where the application may update a row, it may update every column but those.
do $$
declare t record;
begin
  for t in
    select p.table_name as name, string_agg(quote_ident(p.column_name), ', ') as cols
    from information_schema.column_privileges p
    where p.grantee = 'qz_app' and p.privilege_type = 'UPDATE' and p.table_schema = 'public'
      and p.column_name not in ('org_id', 'id')
    group by p.table_name
  loop
    execute format('revoke update on %I from qz_app', t.name);
    execute format('grant update (%s) on %I to qz_app', t.cols, t.name);
  end loop;
end $$;

-- No query asks for the lines of a receipt: its claims and allocations name their entries.
drop index posting_line_receipt;

-- Money of a receipt that is allocated stands on a customer's account: the same update of the receipt
-- that counts it says whose it is (J09 and J10 of one decision).
create or replace function apply_allocations() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  update open_item i set applied_minor = i.applied_minor + s.minor
  from (select org_id, item_id, sum(item_minor)::bigint as minor from new_allocations
        where item_id is not null group by org_id, item_id) s
  where i.org_id = s.org_id and i.id = s.item_id and s.minor <> 0;
  update receipt r set applied_minor = r.applied_minor + s.minor,
    customer_id = coalesce(s.customer_id, r.customer_id)
  from (select org_id, receipt_id, sum(receipt_minor)::bigint as minor,
          max(receipt_customer_id) filter (where receipt_minor > 0) as customer_id
        from new_allocations where receipt_id is not null group by org_id, receipt_id) s
  where r.org_id = s.org_id and r.id = s.receipt_id and s.minor <> 0;
  return null;
end $$;

-- Statistics of what has grown by a fifth since the last time, from some thousand rows each: enough
-- for these plans, and an import waits for it.
create or replace function refresh_statistics() returns void language plpgsql security definer
set search_path = public set default_statistics_target = 20 as $$
declare t text;
begin
  for t in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname in ('customer', 'customer_fact',
      'open_item', 'bank_line', 'receipt', 'receipt_claim', 'allocation', 'entry', 'posting_line',
      'match', 'decision', 'item_change')
      and pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages, 0) * 1.2
  loop
    execute format('analyze %I', t);
  end loop;
end $$;
