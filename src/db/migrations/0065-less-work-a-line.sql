-- What a run writes for a line is counted and checked with less work. A customer's exposure is nearly
-- always there when something is claimed or allocated, and to update it takes less than an insert that
-- meets it: only what a customer has first is still inserted. Claims are added up by customer before
-- their receipts are asked whose books they stand in. Items and receipts are changed in the order in
-- which they lie. The first day of new entries is compared with the closed month, not each day. What a
-- difference is about is checked by the statement that inserts it and never changes afterwards; the
-- foreign keys that looked at each row again go. Breaks no running version; short locks on allocation,
-- receipt_claim, difference and what it refers to.

-- As 0048.
create or replace function apply_allocations() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_seqscan = off as $$
declare missing_items bigint; missing_receipts bigint;
begin
  with of_items as (
    select org_id, item_id, sum(item_minor)::bigint as minor, sum(item_home_minor)::bigint as home
    from new_allocations where item_id is not null group by org_id, item_id order by org_id, item_id),
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
  of_customers as (
    select org_id, customer_id, min(books_id) as books_id,
      coalesce(-sum(minor) filter (where class = 'open'), 0)::bigint as open_minor,
      coalesce(-sum(minor) filter (where class = 'uninvoiced'), 0)::bigint as uninvoiced_minor,
      coalesce(-sum(minor) filter (where class = 'bills'), 0)::bigint as bills_minor,
      coalesce(sum(minor) filter (where class = 'advances'), 0)::bigint as advances_minor,
      coalesce(-sum(minor) filter (where class = 'unapplied'), 0)::bigint as unapplied_minor
    from (
      select org_id, customer_id, books_id, exposure_class(account) as class, home as minor from moved
      union all
      select org_id, receipt_customer_id, books_id, 'unapplied', receipt_home_minor
      from new_allocations where receipt_customer_id is not null) x
    where class is not null and minor <> 0
    group by org_id, customer_id order by org_id, customer_id),
  known as (
    update credit_exposure e set
      open_minor = e.open_minor + s.open_minor,
      uninvoiced_minor = e.uninvoiced_minor + s.uninvoiced_minor,
      bills_minor = e.bills_minor + s.bills_minor,
      advances_minor = e.advances_minor + s.advances_minor,
      unapplied_minor = e.unapplied_minor + s.unapplied_minor
    from of_customers s where e.org_id = s.org_id and e.customer_id = s.customer_id
    returning e.org_id, e.customer_id),
  exposed as (
    insert into credit_exposure as e (org_id, customer_id, books_id, open_minor, uninvoiced_minor,
      bills_minor, advances_minor, unapplied_minor)
    select s.org_id, s.customer_id, s.books_id, s.open_minor, s.uninvoiced_minor, s.bills_minor,
      s.advances_minor, s.unapplied_minor
    from of_customers s
    where (s.org_id, s.customer_id) not in (select k.org_id, k.customer_id from known k)
    order by s.org_id, s.customer_id
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
    from new_allocations where receipt_id is not null
    group by org_id, receipt_id order by org_id, receipt_id),
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

create function expose_claims() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  with of_customers as (
    select org_id, customer_id, min(receipt_id) as receipt_id, sum(home_minor)::bigint as minor
    from new_rows where home_minor <> 0
    group by org_id, customer_id order by org_id, customer_id),
  known as (
    update credit_exposure e set unapplied_minor = e.unapplied_minor + s.minor
    from of_customers s where e.org_id = s.org_id and e.customer_id = s.customer_id
    returning e.org_id, e.customer_id)
  insert into credit_exposure as e (org_id, customer_id, books_id, unapplied_minor)
  select s.org_id, s.customer_id, r.books_id, s.minor
  from of_customers s join receipt r on r.org_id = s.org_id and r.id = s.receipt_id
  where (s.org_id, s.customer_id) not in (select k.org_id, k.customer_id from known k)
  order by s.org_id, s.customer_id
  on conflict (org_id, customer_id) do update set
    unapplied_minor = e.unapplied_minor + excluded.unapplied_minor;
  return null;
end $$;
drop trigger exposure_of_claims on receipt_claim;
create trigger exposure_of_claims after insert on receipt_claim referencing new table as new_rows
  for each statement execute function expose_claims();

create or replace function check_period_open() returns trigger language plpgsql as $$
declare closed date;
begin
  select b.closed_through into closed
  from (select org_id, books_id, min(accounting_date) as first_day from new_entries
        group by org_id, books_id) n
  join books b on b.org_id = n.org_id and b.id = n.books_id
  where n.first_day <= b.closed_through limit 1;
  if closed is not null then
    raise exception 'the books are closed through %', closed using errcode = 'QZ002';
  end if;
  return null;
end $$;

revoke update (item_id, books_id) on difference from qz_app;
do $$
declare t record;
begin
  for t in
    select conname as name from pg_constraint
    where conrelid = 'difference'::regclass and contype = 'f'
      and confrelid in ('books'::regclass, 'open_item'::regclass)
  loop
    execute format('alter table difference drop constraint %I', t.name);
  end loop;
end $$;
