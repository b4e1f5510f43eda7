-- Money that a customer of one set of books pays into an account of another (J26): two entries of one
-- transaction, one in each set of books, and the receipt that begins in the other books. Which entries
-- belong together, and to which books the amount is owed, stands here. At the end of each transaction
-- what one set of books owes is what the other has to claim. Rows of receipt keep to a narrower list of
-- kinds and need not be looked at again. Breaks no running version; locks receipt for the moment in
-- which the list is replaced.
alter table receipt drop constraint receipt_kind_check;
alter table receipt add constraint receipt_kind_check check (kind in ('bank_line', 'bill',
  'e_receivable', 'cash', 'goods', 'netting', 'intragroup')) not valid;

create table entry_pair (
  org_id bigint not null,
  entry_id bigint not null,
  books_id bigint not null,
  other_books_id bigint not null,
  -- the decision of the books that got the money; its undo stays in the pair
  pair_id bigint not null,
  primary key (org_id, entry_id),
  foreign key (org_id, entry_id) references entry (org_id, id),
  foreign key (org_id, books_id) references books (org_id, id),
  foreign key (org_id, other_books_id) references books (org_id, id),
  foreign key (org_id, pair_id) references decision (org_id, id),
  check (books_id <> other_books_id)
);
create index entry_pair_pair on entry_pair (org_id, pair_id);
create index entry_pair_books on entry_pair (org_id, books_id, other_books_id);

alter table entry_pair enable row level security;
alter table entry_pair force row level security;
create policy own_organisation on entry_pair
  using (org_id = (select current_setting('app.org_id')::bigint))
  with check (org_id = (select current_setting('app.org_id')::bigint));
create policy portal on entry_pair as restrictive using ((select portal_customer()) is null);
grant select, insert on entry_pair to qz_app;

create function entry_pair_ties() returns trigger language plpgsql as $$
begin
  if not exists (select from entry e where e.org_id = new.org_id and e.id = new.entry_id
      and e.books_id = new.books_id) then
    raise exception 'entry_pair: entry % is of other books', new.entry_id
      using errcode = 'check_violation';
  end if;
  if exists (
    select from entry_pair x
    join posting_line p on p.org_id = x.org_id and p.entry_id = x.entry_id
    where x.org_id = new.org_id and x.pair_id = new.pair_id
      and p.account in ('intragroup_payable', 'intragroup_receivable')
    group by p.currency
    having sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end) <> 0) then
    raise exception 'entry_pair %: what is owed is not what is claimed', new.pair_id
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger entry_pair_ties after insert on entry_pair
  deferrable initially deferred for each row execute function entry_pair_ties();
