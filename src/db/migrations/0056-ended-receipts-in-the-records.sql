-- An import of bank lines that was taken back left its receipts cancelled and their entries reversed,
-- but the records of what became of a receipt said nothing, so that proof 2 (unapplied receipts =
-- ledger) failed and no month could be closed any more. What such a receipt still held is ended on the
-- day of the entry that reverses its own, by the decision that did it. Adds rows of allocation alone,
-- which a version before this one reads as its own; breaks no running version.
alter table organisation no force row level security;
do $$
declare org bigint;
begin
  for org in select org_id from organisation loop
    perform set_config('app.org_id', org::text, true);
    insert into allocation (org_id, books_id, kind, receipt_id, receipt_minor, receipt_home_minor,
      decision_id, business_date, accounting_date, recorded_at)
    select r.org_id, r.books_id, 'cancel', r.id, r.amount_minor - u.minor, r.home_minor - u.home,
      e.source_id, e.accounting_date, e.accounting_date, e.recorded_at
    from receipt r
    join entry e on e.org_id = r.org_id and e.reverses_id = r.entry_id
      and e.source_kind = 'decision' and e.source_id is not null
    cross join lateral (
      select coalesce(sum(a.receipt_minor), 0)::bigint as minor,
        coalesce(sum(a.receipt_home_minor), 0)::bigint as home
      from allocation a where a.org_id = r.org_id and a.receipt_id = r.id) u
    where r.org_id = org and r.cancelled_at is not null and u.minor <> r.amount_minor
    order by r.id;
  end loop;
end $$;
alter table organisation force row level security;
