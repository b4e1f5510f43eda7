-- What an allocation changes is changed in one statement: what is applied of items and receipts, the
-- list of what is unsettled, the customers' exposures. That every item and receipt exists shows in the
-- number of rows changed; they were looked up three times before. Whose money a receipt is, is said by
-- an allocation (its customer is looked at there) or through receipts_belong_to, which looks at it; the
-- foreign key that looked row by row goes. Breaks no running version but those that write
-- receipt.customer_id themselves: stop the server before. Short locks on allocation and receipt.

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
    returning 1)
  select (select count(*) from of_receipts) - (select count(*) from moved) into missing_receipts;
  if missing_receipts > 0 then
    raise exception '% receipts of allocations do not exist', missing_receipts using errcode = '23503';
  end if;
  return null;
end $$;
drop trigger exposure_of_allocations on allocation;
drop trigger references_exist on allocation;
create trigger references_exist after insert on allocation referencing new table as new_rows
  for each statement execute function check_references('books_id', 'books', 'entry_id', 'entry',
    'receipt_customer_id', 'customer', 'reverses_id', 'allocation');

-- Whose money receipts of the present organisation are from now on; null gives them back to 待认领.
-- Returns how many there were.
create function receipts_belong_to(receipts bigint[], customers bigint[]) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare org bigint := current_setting('app.org_id')::bigint; bad bigint; changed int;
begin
  select s.id into bad from (select distinct id from unnest(customers) c (id) where id is not null) s
  where not exists (select from customer c where c.org_id = org and c.id = s.id) limit 1;
  if bad is not null then
    raise exception 'customer % does not exist', bad using errcode = '23503';
  end if;
  update receipt r set customer_id = s.customer_id
  from unnest(receipts, customers) s (id, customer_id)
  where r.org_id = org and r.id = s.id and portal_customer() is null;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke execute on function receipts_belong_to(bigint[], bigint[]) from public;
grant execute on function receipts_belong_to(bigint[], bigint[]) to qz_app;
revoke update (customer_id) on receipt from qz_app;
alter table receipt drop constraint receipt_org_id_customer_id_fkey;
