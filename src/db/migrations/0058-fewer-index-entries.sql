-- Posting a bank line wrote 28 entries of indexes, two thirds of the log and half of the database's time.
-- Records that are looked up by their decision have it in their primary key, so that one index serves
-- both; what an undo reverses is looked up among the records of the same item or receipt. Lines of the
-- ledger are found by their customer, whatever the account, and by the account where it is the allowance;
-- entries by their day alone, whose equal keys PostgreSQL keeps as one. Items have as much room on their
-- page as they take, so that an item that is settled is changed in place even where all items of the page
-- are settled at once; that counts for pages that are filled from now on. Breaks no running version;
-- locks entry, posting_line, allocation and receipt_claim while their indexes are made.

drop index posting_line_account;
create index posting_line_customer on posting_line (org_id, customer_id) where customer_id is not null;
create index posting_line_allowance on posting_line (org_id, customer_id) where account = 'allowance';

create index entry_day on entry (org_id, books_id, accounting_date);
drop index entry_date;

alter table open_item set (fillfactor = 50);

-- As 0052, but reverses_id of allocation and receipt_claim is looked up among the records of the same
-- item or receipt, of which it must name one.
create or replace function watch_references(watched text, variadic pairs text[]) returns void
language plpgsql as $watch$
declare body text := '';
begin
  for k in 0 .. cardinality(pairs) / 2 - 1 loop
    if pairs[k * 2 + 2] = watched and watched in ('allocation', 'receipt_claim') then
      -- subqueries in the list of columns are looked up by their index for each row
      body := body || format($check$
  select x.ref into bad from (select n.%1$I as ref, %3$s as missing
      from new_rows n where n.%1$I is not null) x where x.missing limit 1;
  if found then
    raise exception '%1$s of %2$s points to %2$s %%, which does not exist', bad using errcode = '23503';
  end if;$check$, pairs[k * 2 + 1], watched, (
        select string_agg(format('(select 1 from %1$I r where r.org_id = n.org_id
          and r.%2$I = n.%2$I and r.id = n.%3$I) is null', watched, c, pairs[k * 2 + 1]), ' and ')
        from unnest(case watched when 'allocation' then array['item_id', 'receipt_id']
          else array['receipt_id'] end) c));
      continue;
    end if;
    body := body || format($check$
  select coalesce((select u.ref from unnest(n.refs) u (ref) where not exists (select from %2$I r
      where r.org_id = n.org_id and r.id = u.ref) limit 1), 0) into bad
    from (select org_id, array_agg(distinct %1$I) as refs from new_rows
      where %1$I is not null group by org_id) n
    where cardinality(n.refs) > (select count(*) from %2$I r
      where r.org_id = n.org_id and r.id = any(n.refs)) limit 1;
  if found then
    raise exception '%1$s of %3$s points to %2$s %%, which does not exist', bad using errcode = '23503';
  end if;$check$, pairs[k * 2 + 1], pairs[k * 2 + 2], watched);
  end loop;
  -- a table that was small when the statement was planned may have grown since: never read as a whole
  execute format('create or replace function %I() returns trigger language plpgsql
    set search_path = public, pg_temp set enable_seqscan = off as $body$
declare bad bigint;
begin%s
  return null;
end $body$', 'references_of_' || watched, body);
  execute format('drop trigger if exists references_exist on %I', watched);
  execute format('create trigger references_exist after insert on %I referencing new table as new_rows
    for each statement execute function %I(%s)', watched, 'references_of_' || watched,
    (select string_agg(quote_literal(p), ', ') from unnest(pairs) p));
end $watch$;
revoke execute on function watch_references(text, text[]) from public;

do $$
declare t record;
begin
  for t in
    select g.tgrelid::regclass::text as name, encode(g.tgargs, 'escape') as args
    from pg_trigger g
    where g.tgname = 'references_exist' and g.tgrelid in ('allocation'::regclass, 'receipt_claim'::regclass)
  loop
    perform watch_references(t.name, variadic
      (string_to_array(t.args, '\000'))[: cardinality(string_to_array(t.args, '\000')) - 1]);
  end loop;
end $$;

-- Ids come from the sequence alone, so that each is there once without an index of its own.
alter table allocation alter column id set generated always;
alter table allocation drop constraint allocation_pkey;
alter table allocation add primary key (org_id, decision_id, id);
drop index allocation_decision;
alter table receipt_claim alter column id set generated always;
alter table receipt_claim drop constraint receipt_claim_pkey;
alter table receipt_claim add primary key (org_id, decision_id, id);
drop index receipt_claim_decision;
