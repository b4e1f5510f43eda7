-- Posting changes the row of every receipt it applies. Two indexes looked at what is changed there
-- (whose money it is, what is applied), so that PostgreSQL wrote its entry into all seven indexes anew.
-- Both go: money that rests on customers' accounts stands in a narrow list kept by triggers, as 0028
-- lists what is unsettled, and a customer's receipts are found through its claims. Whoever owns a
-- receipt has a claim of it: receipts_belong_to asks for one, `verify` looks at all. A new table and
-- index, two indexes less: breaks no running version; locks receipt and receipt_claim while it fills
-- them. The free half of each page counts for pages that are filled from now on.

-- Receipts with money that is a customer's and pays nothing yet; cancelled ones never.
create table unapplied_receipt (
  org_id bigint not null,
  books_id bigint not null,
  customer_id bigint not null,
  receipt_id bigint not null,
  primary key (org_id, books_id, customer_id, receipt_id)
);
alter table unapplied_receipt enable row level security;
create policy own_organisation on unapplied_receipt
  using (org_id = (select current_setting('app.org_id')::bigint))
  with check (org_id = (select current_setting('app.org_id')::bigint));
grant select on unapplied_receipt to qz_app;

create function is_unapplied(r receipt) returns boolean language sql immutable parallel safe as $$
  select r.customer_id is not null and r.applied_minor <> r.amount_minor and r.cancelled_at is null
$$;

create function list_receipt() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  delete from unapplied_receipt u
  where u.org_id = new.org_id and u.books_id = new.books_id and u.customer_id = new.customer_id
    and u.receipt_id = new.id;
  if is_unapplied(new) then
    insert into unapplied_receipt (org_id, books_id, customer_id, receipt_id)
    values (new.org_id, new.books_id, new.customer_id, new.id);
  end if;
  return null;
end $$;
create trigger receipt_listed after insert on receipt
  for each row when (is_unapplied(new)) execute function list_receipt();
create trigger cancelled_listed after update of cancelled_at on receipt
  for each row when (new.customer_id is not null and old.cancelled_at is distinct from new.cancelled_at)
  execute function list_receipt();

-- As 0045, and receipts come to the list and leave it.
create or replace function apply_allocations() returns trigger language plpgsql security definer
set search_path = public as $$
declare missing_items bigint; missing_receipts bigint;
begin
  with of_items as (
    select org_id, item_id, sum(item_minor)::bigint as minor, sum(item_home_minor)::bigint as home
    from new_allocations where item_id is not null group by org_id, item_id),
  moved as (
    update open_item i set applied_minor = i.applied_minor + s.minor
    from of_items s where i.org_id = s.org_id and i.id = s.item_id
    returning i.org_id, i.books_id, i.id, i.customer_id, i.account, s.home,
      i.applied_minor = i.amount_minor or i.cancelled_at is not null as is_settled),
  settled as (
    delete from unsettled_item u using moved m
    where m.is_settled and u.org_id = m.org_id and u.books_id = m.books_id and u.item_id = m.id),
  listed as (
    insert into unsettled_item (org_id, books_id, item_id)
    select org_id, books_id, id from moved where not is_settled
    on conflict do nothing),
  exposed as (
    insert into credit_exposure as e (org_id, customer_id, books_id, open_minor, uninvoiced_minor,
      bills_minor, advances_minor, unapplied_minor)
    select org_id, customer_id, min(books_id),
      coalesce(-sum(minor) filter (where class = 'open'), 0),
      coalesce(-sum(minor) filter (where class = 'uninvoiced'), 0),
      coalesce(-sum(minor) filter (where class = 'bills'), 0),
      coalesce(sum(minor) filter (where class = 'advances'), 0),
      coalesce(-sum(minor) filter (where class = 'unapplied'), 0)
    from (
      select org_id, customer_id, books_id, exposure_class(account) as class, home as minor from moved
      union all
      select org_id, receipt_customer_id, books_id, 'unapplied', receipt_home_minor
      from new_allocations where receipt_customer_id is not null) x
    where class is not null and minor <> 0
    group by org_id, customer_id order by org_id, customer_id
    on conflict (org_id, customer_id) do update set
      open_minor = e.open_minor + excluded.open_minor,
      uninvoiced_minor = e.uninvoiced_minor + excluded.uninvoiced_minor,
      bills_minor = e.bills_minor + excluded.bills_minor,
      advances_minor = e.advances_minor + excluded.advances_minor,
      unapplied_minor = e.unapplied_minor + excluded.unapplied_minor)
  select (select count(*) from of_items) - (select count(*) from moved) into missing_items;
  if missing_items > 0 then
    raise exception '% items of allocations do not exist', missing_items using errcode = '23503';
  end if;

  with of_receipts as (
    select org_id, receipt_id, sum(receipt_minor)::bigint as minor,
      max(receipt_customer_id) filter (where receipt_minor > 0) as customer_id
    from new_allocations where receipt_id is not null group by org_id, receipt_id),
  moved as (
    update receipt r set applied_minor = r.applied_minor + s.minor,
      customer_id = coalesce(s.customer_id, r.customer_id)
    from of_receipts s where r.org_id = s.org_id and r.id = s.receipt_id
    returning r.org_id, r.books_id, r.customer_id, r.id, is_unapplied(r) as is_listed),
  unlisted as (
    delete from unapplied_receipt u using moved m
    where not m.is_listed and u.org_id = m.org_id and u.books_id = m.books_id
      and u.customer_id = m.customer_id and u.receipt_id = m.id),
  listed as (
    insert into unapplied_receipt (org_id, books_id, customer_id, receipt_id)
    select org_id, books_id, customer_id, id from moved where is_listed
    on conflict do nothing)
  select (select count(*) from of_receipts) - (select count(*) from moved) into missing_receipts;
  if missing_receipts > 0 then
    raise exception '% receipts of allocations do not exist', missing_receipts using errcode = '23503';
  end if;
  return null;
end $$;

-- As 0045; who owns a receipt has claimed it.
create or replace function receipts_belong_to(receipts bigint[], customers bigint[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare org bigint := current_setting('app.org_id')::bigint; bad record; changed int;
begin
  select s.id, s.customer_id into bad from unnest(receipts, customers) s (id, customer_id)
  where s.customer_id is not null and not exists (select from receipt_claim c
    where c.org_id = org and c.receipt_id = s.id and c.customer_id = s.customer_id) limit 1;
  if found then
    raise exception 'receipt % has no claim of customer %', bad.id, bad.customer_id
      using errcode = '23503';
  end if;
  delete from unapplied_receipt u using receipt r
  where r.org_id = org and r.id = any(receipts) and portal_customer() is null
    and u.org_id = org and u.books_id = r.books_id and u.customer_id = r.customer_id
    and u.receipt_id = r.id;
  with moved as (
    update receipt r set customer_id = s.customer_id
    from unnest(receipts, customers) s (id, customer_id)
    where r.org_id = org and r.id = s.id and portal_customer() is null
    returning r.org_id, r.books_id, r.customer_id, r.id, is_unapplied(r) as is_listed),
  listed as (
    insert into unapplied_receipt (org_id, books_id, customer_id, receipt_id)
    select org_id, books_id, customer_id, id from moved where is_listed)
  select count(*) from moved into changed;
  return changed;
end $$;

create index receipt_claim_customer on receipt_claim (org_id, customer_id);
drop index receipt_customer;
drop index receipt_rest;
alter table receipt set (fillfactor = 50);

-- The owner fills the list for every organisation at once, then row-level security is forced again.
alter table receipt no force row level security;
insert into unapplied_receipt (org_id, books_id, customer_id, receipt_id)
select r.org_id, r.books_id, r.customer_id, r.id from receipt r where is_unapplied(r);
alter table receipt force row level security;
alter table unapplied_receipt force row level security;

create or replace function refresh_statistics() returns void language plpgsql security definer
set search_path = public set default_statistics_target = 20 as $$
declare t text;
begin
  for t in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname in ('customer', 'customer_fact',
      'open_item', 'bank_line', 'receipt', 'receipt_claim', 'allocation', 'entry', 'posting_line',
      'match', 'decision', 'item_change', 'unsettled_item', 'undecided_line', 'unapplied_receipt')
      and pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages, 0) * 1.2
  loop
    execute format('analyze %I', t);
  end loop;
end $$;
