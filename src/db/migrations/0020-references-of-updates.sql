-- The check a statement of 0007 looks at new rows. Two of those tables have references that may also
-- be changed later: whose money a receipt is, and what a difference is about. Foreign keys watch over
-- those changes. Breaks no running version; locks receipt and difference for a moment.

-- row-level security also holds for the owner; the check of a new key then asks for an organisation
select set_config('app.org_id', '0', true);
alter table receipt add foreign key (org_id, customer_id) references customer (org_id, id);
alter table difference add foreign key (org_id, books_id) references books (org_id, id);
alter table difference add foreign key (org_id, item_id) references open_item (org_id, id);
