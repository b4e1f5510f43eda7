-- Posting changes a row of open_item or bank_line for nearly every line. As long as an index looks at
-- what is changed there (what is applied, the lane), PostgreSQL writes the row's entry into every index
-- of the table anew. So what is unsettled and what is undecided is listed in two narrow tables beside
-- them, kept by triggers alone, and the indexes go: a change then stays on its page. New tables and
-- triggers, two indexes less: breaks no running version; locks open_item and bank_line while the lists
-- are filled.

-- Items with something open; cancelled ones never.
create table unsettled_item (
  org_id bigint not null,
  books_id bigint not null,
  item_id bigint not null,
  primary key (org_id, books_id, item_id)
);
-- Lines whose money waits for a decision: new, suggested, unmatched, held; cancelled ones never.
create table undecided_line (
  org_id bigint not null,
  books_id bigint not null,
  line_id bigint not null,
  primary key (org_id, books_id, line_id)
);

create function is_undecided(lane text) returns boolean language sql immutable parallel safe as
  $$ select lane in ('new', 'suggested', 'unmatched', 'held') $$;

create function list_new_items() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  insert into unsettled_item (org_id, books_id, item_id)
  select org_id, books_id, id from new_rows where applied_minor <> amount_minor and cancelled_at is null;
  return null;
end $$;
create trigger items_listed after insert on open_item referencing new table as new_rows
  for each statement execute function list_new_items();

create function list_cancelled_item() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  delete from unsettled_item u
  where u.org_id = new.org_id and u.books_id = new.books_id and u.item_id = new.id;
  if new.cancelled_at is null and new.applied_minor <> new.amount_minor then
    insert into unsettled_item (org_id, books_id, item_id) values (new.org_id, new.books_id, new.id);
  end if;
  return null;
end $$;
create trigger cancelled_listed after update of cancelled_at on open_item
  for each row when (old.cancelled_at is distinct from new.cancelled_at)
  execute function list_cancelled_item();

create function list_lines() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  if tg_op = 'UPDATE' then
    delete from undecided_line u using new_rows n
    where u.org_id = n.org_id and u.books_id = n.books_id and u.line_id = n.id
      and (n.cancelled_at is not null or not is_undecided(n.lane));
  end if;
  insert into undecided_line (org_id, books_id, line_id)
  select org_id, books_id, id from new_rows where cancelled_at is null and is_undecided(lane)
  on conflict do nothing;
  return null;
end $$;
create trigger lines_listed after insert on bank_line referencing new table as new_rows
  for each statement execute function list_lines();
create trigger lines_moved after update on bank_line referencing new table as new_rows
  for each statement execute function list_lines();

-- As 0007, and what is settled leaves the list, what is open again comes back.
create or replace function apply_allocations() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  with moved as (
    update open_item i set applied_minor = i.applied_minor + s.minor
    from (select org_id, item_id, sum(item_minor)::bigint as minor from new_allocations
          where item_id is not null group by org_id, item_id) s
    where i.org_id = s.org_id and i.id = s.item_id and s.minor <> 0
    returning i.org_id, i.books_id, i.id,
      i.applied_minor = i.amount_minor or i.cancelled_at is not null as is_settled),
  settled as (
    delete from unsettled_item u using moved m
    where m.is_settled and u.org_id = m.org_id and u.books_id = m.books_id and u.item_id = m.id)
  insert into unsettled_item (org_id, books_id, item_id)
  select org_id, books_id, id from moved where not is_settled
  on conflict do nothing;
  update receipt r set applied_minor = r.applied_minor + s.minor,
    customer_id = coalesce(s.customer_id, r.customer_id)
  from (select org_id, receipt_id, sum(receipt_minor)::bigint as minor,
          max(receipt_customer_id) filter (where receipt_minor > 0) as customer_id
        from new_allocations where receipt_id is not null group by org_id, receipt_id) s
  where r.org_id = s.org_id and r.id = s.receipt_id and s.minor <> 0;
  return null;
end $$;

do $$
declare t text;
begin
  foreach t in array array['unsettled_item', 'undecided_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_organisation on %I using (org_id = (select current_setting(''app.org_id'')::bigint)) with check (org_id = (select current_setting(''app.org_id'')::bigint))', t);
    execute format('grant select on %I to qz_app', t);
  end loop;
end $$;

-- The owner fills the lists for every organisation at once, then row-level security is forced again.
alter table open_item no force row level security;
alter table bank_line no force row level security;
insert into unsettled_item (org_id, books_id, item_id)
select org_id, books_id, id from open_item where applied_minor <> amount_minor and cancelled_at is null;
insert into undecided_line (org_id, books_id, line_id)
select org_id, books_id, id from bank_line where cancelled_at is null and is_undecided(lane);
alter table open_item force row level security;
alter table bank_line force row level security;
alter table unsettled_item force row level security;
alter table undecided_line force row level security;

drop index open_item_open;
drop index bank_line_lane;
-- room on each page for the changed rows: an item in a run or two, a line once by a run
alter table open_item set (fillfactor = 75);
alter table bank_line set (fillfactor = 60);

create or replace function refresh_statistics() returns void language plpgsql security definer
set search_path = public set default_statistics_target = 20 as $$
declare t text;
begin
  for t in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname in ('customer', 'customer_fact',
      'open_item', 'bank_line', 'receipt', 'receipt_claim', 'allocation', 'entry', 'posting_line',
      'match', 'decision', 'item_change', 'unsettled_item', 'undecided_line')
      and pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages, 0) * 1.2
  loop
    execute format('analyze %I', t);
  end loop;
end $$;
