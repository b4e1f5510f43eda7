-- Reports follow a claim that a factor bought and gave back through the items that carry it on. Breaks no
-- running version; writes to open_item wait while the index is made, which reads the table once.

create index open_item_after on open_item (org_id, books_id, linked_item_id)
  where linked_item_id is not null and kind <> 'credit_note';
